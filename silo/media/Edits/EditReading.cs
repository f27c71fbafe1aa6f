namespace Framemill.Media.Edits;

/// <summary>A sound edit, or all that is wrong with it.</summary>
public sealed record EditReading
{
    /// <summary>Null when there are problems.</summary>
    public Edit? Edit { get; init; }

    public IReadOnlyList<EditProblem> Problems { get; init; } = [];

    /// <summary>The edit as JSON with its merge fields filled in; null when it could not be read as JSON.</summary>
    public string? MergedJson { get; init; }
}
