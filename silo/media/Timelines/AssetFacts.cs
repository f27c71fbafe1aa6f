using Framemill.Media.Edits;

namespace Framemill.Media.Timelines;

/// <summary>What looking into an asset has told.</summary>
public sealed record AssetFacts
{
    public required AssetKey Key { get; init; }

    public required MediaKind Kind { get; init; }

    /// <summary>SHA-256 of the bytes, in lower-case hexadecimal.</summary>
    public required string ContentHash { get; init; }

    /// <summary>Seconds; the end of the last cue for captions; null for what has no duration.</summary>
    public Rational? Duration { get; init; }

    /// <summary>Of the picture as it is meant to be seen: turned, with square pixels. Zero without a picture.</summary>
    public FrameSize Size { get; init; }

    public bool HasVideo { get; init; }

    public bool HasAudio { get; init; }

    /// <summary>Null where it is not known or means nothing.</summary>
    public long? FrameCount { get; init; }
}
