using System.Runtime.CompilerServices;
using Framemill.Encoding;
using Framemill.Ports;
using Framemill.Renders;

namespace Framemill.Tests.Unit.Renders.Studio;

/// <summary>Makes frames that are their own numbers.</summary>
internal sealed class FakeRenderer(FakeStudio studio) : IFrameRenderer
{
    private const int BatchFrames = 5;

    public async IAsyncEnumerable<FrameBatch> RenderAsync(
        RenderLane lane, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var segment in lane.Segments)
        {
            await studio.BeforeSegment(lane, segment, cancellationToken);
            for (var at = 0; at < segment.FrameCount; at += BatchFrames)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var fault = studio.NextFault();
                if (fault == FrameFault.Lost) continue;
                var batch = Batch(lane, segment, segment.FirstFrame + at);
                if (fault == FrameFault.WrongEpoch)
                    yield return Batch(lane with { LeaseEpoch = 1 }, segment, batch.FirstFrame);
                yield return batch;
                if (fault == FrameFault.Doubled) yield return batch;
            }
        }
    }

    private FrameBatch Batch(RenderLane lane, PlannedSegment segment, int first)
    {
        var frames = Enumerable.Range(first, BatchFrames).ToArray();
        return new FrameBatch
        {
            RenderId = lane.RenderId,
            Segment = segment.Index,
            FirstFrame = first,
            FrameCount = BatchFrames,
            Handles = frames.Select(studio.Frames.Add).ToArray(),
            Checksums = frames.Select(f => (ulong)f).ToArray(),
            LeaseEpoch = lane.LeaseEpoch,
        };
    }
}
