using Framemill.Media.Edits;

namespace Framemill.Media.Timelines;

/// <summary>All that can change the bytes of a segment, apart from its clips.</summary>
internal sealed record SegmentPixels
{
    /// <summary>
    /// To be raised whenever the same edit would come out with other pixels: old segments are then not reused.
    /// </summary>
    public const int RendererVersion = 4;

    public int Renderer { get; init; } = RendererVersion;

    public required FrameSize Size { get; init; }

    public required FrameSize OutputSize { get; init; }

    public required FrameRate Rate { get; init; }

    public required Quality Quality { get; init; }

    public required string Encoder { get; init; }

    public required Rgba Background { get; init; }

    public required int FirstFrame { get; init; }

    public required int FrameCount { get; init; }

    /// <summary>Content hashes and names of the timeline's fonts; empty where no text shows.</summary>
    public required IReadOnlyList<string> Fonts { get; init; }
}
