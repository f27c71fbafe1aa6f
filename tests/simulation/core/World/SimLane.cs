using Framemill.Encoding;
using Framemill.Renders;
using Framemill.Scheduling;
using Framemill.Simulation.Faults;

namespace Framemill.Simulation.World;

/// <summary>A lane from its first frame to its last stored segment: the stream may lose and repeat batches.</summary>
public sealed class SimLane(
    Sim sim, SimCluster cluster, SimDevice device, SimWork work, WorkOrder.Lane order, bool isCut, SimRender render)
{
    private const int BatchFrames = 25;
    private readonly FrameLedger _ledger = new(render.Id, work.Lease.Epoch, order.Segments);
    private readonly List<int> _fed = [];
    private int _recorded;
    private int _told = -1;
    private int? _asked;
    private int? _last;
    private bool _isOver;

    public void Begin()
    {
        if (work.Yields)
        {
            device.Return(work, 0);
            return;
        }

        work.GiveWay = GiveWay;
        var at = 0L;
        foreach (var segment in order.Segments)
        {
            for (var first = segment.FirstFrame; first < segment.FirstFrame + segment.FrameCount; first += BatchFrames)
            {
                at += sim.Random.Next(20, 400) * device.Slowness;
                var count = Math.Min(BatchFrames, segment.FirstFrame + segment.FrameCount - first);
                Send(at, Batch(segment.Index, first, count));
            }
        }

        // A renderer that died without a word, or a batch that was lost at the end, is noticed by time.
        device.After(at + 5_000, () => { if (!_ledger.IsWhole) Over("encoder_lost"); });
    }

    private void Send(long at, FrameBatch batch)
    {
        if (sim.Strikes(FaultKind.BatchLost)) return;
        device.After(at, () => _told = Math.Max(_told, batch.Segment));
        device.After(at, () => Receive(batch));
        if (sim.Strikes(FaultKind.BatchDoubled)) device.After(at + sim.Random.Next(0, 500), () => Receive(batch));
    }

    private void Receive(FrameBatch batch)
    {
        if (_isOver || work.IsStopped) return;
        if (batch.Segment > _last) return;
        if (batch.Segment >= render.Poison)
        {
            sim.Cover("poison");
            device.FailAsTheWorkDoes(work);
            _isOver = true;
            return;
        }

        if (device.Fails || sim.Strikes(FaultKind.WorkFails))
        {
            Over("encode_failed");
            return;
        }

        var segment = _ledger.Segment;
        var verdict = _ledger.Take(batch, out var closes);
        sim.Cover($"batch {verdict}");
        if (sim.Mutant == Mutant.IgnoresFrameLedger && verdict is FrameVerdict.Duplicate or FrameVerdict.Gap)
        {
            _fed.AddRange(Enumerable.Range(batch.FirstFrame, batch.FrameCount));
            return;
        }

        if (verdict is FrameVerdict.Gap or FrameVerdict.Malformed) Over("frames_missing");
        if (verdict != FrameVerdict.Accepted) return;
        _fed.AddRange(Enumerable.Range(batch.FirstFrame, batch.FrameCount));
        if (closes is null) return;
        var frames = _fed.ToArray();
        _fed.Clear();
        if (sim.Mutant == Mutant.RecordsTooEarly) Record(segment!);
        device.After(sim.Random.Next(5, 800), () => Store(segment!, frames));
    }

    private void Store(PlannedSegment segment, int[] frames)
    {
        if (_isOver || work.IsStopped) return;
        sim.Check(
            frames.SequenceEqual(Enumerable.Range(segment.FirstFrame, segment.FrameCount)),
            "a segment has every frame once and in order");
        sim.Cover("segment stored");
        sim.Check(!(segment.Index > _asked), "a lane that gives way makes no further segment");
        cluster.Store.Parts.Add(segment.ContentKey);
        if (sim.Mutant != Mutant.RecordsTooEarly) Record(segment);
    }

    private void Record(PlannedSegment segment)
    {
        var finished = new FinishedSegment
        {
            Ticket = work.Ticket,
            Index = segment.Index,
            ContentKey = segment.ContentKey,
        };
        device.Report(
            work,
            () => render.Report(
                work.Ticket,
                (r, t) => r.SegmentFinished(finished with { Ticket = t }, sim.Clock(SimCluster.Control))),
            () =>
            {
                _recorded++;
                EndIfMade();
            });
    }

    /// <summary>More urgent work waits: the segment that was told of last is the end.</summary>
    private void GiveWay()
    {
        if (_isOver || _asked is not null) return;
        var last = Math.Max(_told, order.Segments[0].Index);
        if (last == order.Segments[^1].Index) return;
        _asked = last;
        if (sim.Mutant == Mutant.NeverGivesWay) return;
        _last = last;
        sim.Cover("lane gives way");
        _ledger.CutAfter(last);
        EndIfMade();
    }

    private void EndIfMade()
    {
        var segments = order.Segments.Where(s => !(s.Index > _last)).ToArray();
        if (_recorded != segments.Length || _isOver) return;
        _isOver = true;
        if (!isCut && segments.Length == order.Segments.Count) device.End(work, LeaseEnd.Finished);
        else device.Return(work, segments.Sum(s => s.FrameCount));
    }

    private void Over(string code)
    {
        if (_isOver) return;
        _isOver = true;
        device.Fail(work, isRetryable: true, code);
    }

    private FrameBatch Batch(int segment, int first, int count) => new()
    {
        RenderId = render.Id,
        Segment = segment,
        FirstFrame = first,
        FrameCount = count,
        Handles = new long[count],
        Checksums = new ulong[count],
        LeaseEpoch = work.Lease.Epoch,
    };
}
