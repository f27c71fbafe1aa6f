namespace Framemill.Media.Encoders;

/// <summary>What a media playlist lists.</summary>
public sealed record HlsMedia
{
    /// <summary>Where the initialisation part lies.</summary>
    public required string InitUri { get; init; }

    /// <summary>Null where the initialisation part is a file of its own.</summary>
    public ByteRange? InitBytes { get; init; }

    public required IReadOnlyList<HlsPart> Parts { get; init; }

    /// <summary>True once nothing more will come.</summary>
    public required bool IsComplete { get; init; }

    /// <summary>
    /// The longest part that will ever be listed: the playlist's target must not change while players read it.
    /// </summary>
    public double PartSecondsTarget { get; init; } = 2;
}

/// <param name="Bytes">Null for the whole file.</param>
public sealed record HlsPart(string Uri, double Seconds, ByteRange? Bytes = null);

public readonly record struct ByteRange(long Offset, long Length);
