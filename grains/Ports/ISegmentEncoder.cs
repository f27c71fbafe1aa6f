using Framemill.Encoding;
using Framemill.Renders;

namespace Framemill.Ports;

/// <summary>
/// Encodes the frames of one segment after another; sessions overlap, so the next may open while one drains.
/// </summary>
public interface ISegmentEncoder
{
    Task<IEncodingSession> OpenAsync(EncodeSegment work, CancellationToken cancellationToken);
}

public sealed record EncodeSegment
{
    public required string RenderId { get; init; }
    public required string ManifestKey { get; init; }
    public required PlannedSegment Segment { get; init; }
}

/// <summary>Disposing without completing ends the encoder and leaves nothing behind.</summary>
public interface IEncodingSession : IAsyncDisposable
{
    /// <summary>
    /// Checks each frame's checksum, feeds it to the encoder and releases it from the frame store. Returns when the
    /// encoder took them all: this is the credit that flows back.
    /// </summary>
    Task FeedAsync(FrameBatch batch, CancellationToken cancellationToken);

    /// <summary>Closes the segment and stores it durably under its content key.</summary>
    Task<StoredSegment> CompleteAsync(CancellationToken cancellationToken);
}

/// <param name="ObjectKey">The segment in the object store, ready for the playlist.</param>
/// <param name="InitKey">The initialisation part shared by all segments of the film.</param>
public sealed record StoredSegment(string ContentKey, string ObjectKey, string InitKey, long Bytes, int FrameCount);

/// <summary>Frames that will not be encoded any more must go back, or the store fills up.</summary>
/// <remarks>
/// A handle is never used again; releasing one twice does nothing, so a batch that comes twice does no harm.
/// </remarks>
public interface IFrameStore
{
    void Release(IReadOnlyList<long> handles);
}
