namespace Framemill.Api.Studio;

/// <param name="Edit">The edit as JSON text, ready to post.</param>
public sealed record ExampleEdit(string Name, string Edit);

/// <summary>Edits that the page offers to start from.</summary>
public sealed class ExampleEdits(IReadOnlyList<ExampleEdit> all)
{
    public IReadOnlyList<ExampleEdit> All { get; } = all;
}
