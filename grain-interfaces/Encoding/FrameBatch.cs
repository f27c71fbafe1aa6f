namespace Framemill.Encoding;

/// <summary>
/// Tells of frames that lie ready in a silo's frame store. The frames themselves never travel in messages.
/// </summary>
[GenerateSerializer, Immutable, Alias("framemill.encoding.frame-batch")]
public sealed record FrameBatch
{
    [Id(0)] public required string RenderId { get; init; }
    [Id(1)] public required int Segment { get; init; }

    /// <summary>The film's frame number of the first frame in the batch.</summary>
    [Id(2)] public required int FirstFrame { get; init; }
    [Id(3)] public required int FrameCount { get; init; }

    /// <summary>Where the frames lie in the frame store, one handle a frame.</summary>
    [Id(4)] public required IReadOnlyList<long> Handles { get; init; }

    /// <summary>Checksum of each frame's pixels, checked by the one who encodes them.</summary>
    [Id(5)] public required IReadOnlyList<ulong> Checksums { get; init; }

    /// <summary>The lease this was rendered under; a batch of an older epoch is dropped.</summary>
    [Id(6)] public required long LeaseEpoch { get; init; }
}
