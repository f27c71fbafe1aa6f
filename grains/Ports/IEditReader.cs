using Framemill.Renders;
using Framemill.Scheduling;

namespace Framemill.Ports;

/// <summary>
/// Reads an edit and finds every fault that shows before anything is fetched. Pure; takes milliseconds.
/// </summary>
public interface IEditReader
{
    EditReading Read(string edit, bool localFilesAllowed);

    /// <summary>The faults of an edit whose placeholders have no values yet.</summary>
    IReadOnlyList<EditError> ReadTemplate(string edit);
}

/// <summary>Either a sound edit or its faults.</summary>
public sealed record EditReading
{
    public IReadOnlyList<EditError> Errors { get; init; } = [];

    /// <summary>The edit after its merge fields; null when it has faults.</summary>
    public string? MergedEdit { get; init; }

    /// <summary>Where the user wants to hear of the end; null for nowhere.</summary>
    public string? Callback { get; init; }

    public string Format { get; init; } = "mp4";

    /// <summary>Null when the edit says nothing of it.</summary>
    public WorkClass? Class { get; init; }

    /// <summary>When the film should be done; null for no such time.</summary>
    public DateTimeOffset? Deadline { get; init; }

    /// <summary>Where the film is wanted besides its render.</summary>
    public IReadOnlyList<RenderDestination> Destinations { get; init; } = [];
}
