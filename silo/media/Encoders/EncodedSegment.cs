namespace Framemill.Media.Encoders;

/// <summary>A finished segment: whole, checked, and the same bytes whenever the same frames come in.</summary>
public sealed record EncodedSegment
{
    /// <summary>File type and movie header, the same for all segments of a film.</summary>
    public required ReadOnlyMemory<byte> Init { get; init; }

    /// <summary>One movie fragment with its data, at its place in the film.</summary>
    public required ReadOnlyMemory<byte> Fragment { get; init; }

    /// <summary>Frames that really lie in the fragment.</summary>
    public required int FrameCount { get; init; }

    /// <summary>Of the fragment, in lower-case hexadecimal.</summary>
    public required string Sha256 { get; init; }

    public required string InitSha256 { get; init; }

    /// <summary>As playlists name it.</summary>
    public required string Codec { get; init; }
}
