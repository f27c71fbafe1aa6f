using Framemill.Encoding;
using Framemill.Renders;

namespace Framemill.Ports;

/// <summary>Makes frames on the silo's own threads, never on a grain's.</summary>
public interface IFrameRenderer
{
    /// <summary>
    /// Renders the segments of a lane in order into the frame store and tells of them batch by batch. It waits while
    /// the frame store is full, so a slow encoder slows it down. Frames not yet told of are released when it ends.
    /// </summary>
    IAsyncEnumerable<FrameBatch> RenderAsync(RenderLane lane, CancellationToken cancellationToken);
}

public sealed record RenderLane
{
    public required string RenderId { get; init; }
    public required string ManifestKey { get; init; }
    public required long LeaseEpoch { get; init; }
    public required IReadOnlyList<PlannedSegment> Segments { get; init; }
}
