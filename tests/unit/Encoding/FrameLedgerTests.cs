using Framemill.Encoding;
using Framemill.Tests.Unit.Renders;

namespace Framemill.Tests.Unit.Encoding;

public class FrameLedgerTests
{
    private readonly FrameLedger _ledger = new("r", 7, A.Film(3).Segments);

    [Fact]
    public void Take_InOrder_AcceptsEveryFrameOnce()
    {
        for (var frame = 0; frame < 150; frame += 25)
        {
            Assert.Equal(FrameVerdict.Accepted, _ledger.Take(Batch(frame, 25), out var closes));
            Assert.Equal(frame % 50 == 25 ? frame / 50 : null, closes?.Index);
        }

        Assert.True(_ledger.IsWhole);
    }

    [Fact]
    public void Take_SeenBefore_IsADuplicate()
    {
        _ledger.Take(Batch(0, 25), out _);

        Assert.Equal(FrameVerdict.Duplicate, _ledger.Take(Batch(0, 25), out _));
        Assert.Equal(25, _ledger.NextFrame);
    }

    [Fact]
    public void Take_FramesMissing_IsAGapAndStaysThere()
    {
        Assert.Equal(FrameVerdict.Gap, _ledger.Take(Batch(25, 25), out _));
        Assert.Equal(0, _ledger.NextFrame);
    }

    [Fact]
    public void Take_OlderEpochOrOtherRender_IsForeign()
    {
        Assert.Equal(FrameVerdict.Foreign, _ledger.Take(Batch(0, 25) with { LeaseEpoch = 6 }, out _));
        Assert.Equal(FrameVerdict.Foreign, _ledger.Take(Batch(0, 25) with { RenderId = "x" }, out _));
    }

    [Fact]
    public void Take_OverlapPastTheEndOrWithoutChecksums_IsMalformed()
    {
        Assert.Equal(FrameVerdict.Malformed, _ledger.Take(Batch(0, 20) with { FrameCount = 0 }, out _));
        Assert.Equal(FrameVerdict.Malformed, _ledger.Take(Batch(0, 51), out _));
        Assert.Equal(FrameVerdict.Malformed, _ledger.Take(Batch(0, 5) with { Checksums = [1] }, out _));
        Assert.Equal(FrameVerdict.Malformed, _ledger.Take(Batch(0, 5) with { Segment = 1 }, out _));
        _ledger.Take(Batch(0, 25), out _);
        Assert.Equal(FrameVerdict.Malformed, _ledger.Take(Batch(20, 10), out _));
    }

    [Fact]
    public void Take_LaneWithFinishedSegmentsLeftOut_SkipsTheirFrames()
    {
        var segments = A.Film(3).Segments.Where(s => s.Index != 1).ToArray();
        var ledger = new FrameLedger("r", 7, segments);

        Assert.Equal(FrameVerdict.Accepted, ledger.Take(Batch(0, 50), out _));
        Assert.Equal(FrameVerdict.Gap, ledger.Take(Batch(125, 25), out _));
        Assert.Equal(FrameVerdict.Accepted, ledger.Take(Batch(100, 50), out _));
        Assert.True(ledger.IsWhole);
    }

    [Fact]
    public void Take_FramesOfAnotherLane_AreMalformed()
    {
        var ledger = new FrameLedger("r", 7, A.Film(3).Segments.Skip(1).ToArray());

        Assert.Equal(FrameVerdict.Malformed, ledger.Take(Batch(0, 25), out _));
    }

    internal static FrameBatch Batch(int first, int count) => new()
    {
        RenderId = "r",
        Segment = first / 50,
        FirstFrame = first,
        FrameCount = count,
        Handles = Enumerable.Range(first, count).Select(i => (long)i).ToArray(),
        Checksums = Enumerable.Range(first, count).Select(i => (ulong)i).ToArray(),
        LeaseEpoch = 7,
    };
}
