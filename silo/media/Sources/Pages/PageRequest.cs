using Framemill.Media.Timelines;

namespace Framemill.Media.Sources.Pages;

/// <summary>A web page to be drawn.</summary>
public sealed record PageRequest
{
    /// <summary>The whole document.</summary>
    public required string Document { get; init; }

    /// <summary>The window in CSS pixels.</summary>
    public required FrameSize Window { get; init; }

    /// <summary>Pixels for each CSS pixel.</summary>
    public double Scale { get; init; } = 1;

    /// <summary>Whether the page's own scripts may run.</summary>
    public bool RunsScripts { get; init; }
}
