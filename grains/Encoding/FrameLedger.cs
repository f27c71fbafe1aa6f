using Framemill.Renders;

namespace Framemill.Encoding;

/// <summary>
/// Sees to it that every frame of a lane is encoded once and in order. After anything but <c>Accepted</c> it stands
/// where it stood.
/// </summary>
public sealed class FrameLedger
{
    private readonly string _renderId;
    private readonly long _epoch;
    private IReadOnlyList<PlannedSegment> _segments;
    private int _at;
    private int _frame;

    /// <param name="segments">In the film's order; there may be gaps between them.</param>
    public FrameLedger(string renderId, long epoch, IReadOnlyList<PlannedSegment> segments)
    {
        _renderId = renderId;
        _epoch = epoch;
        _segments = segments;
        _frame = segments.Count > 0 ? segments[0].FirstFrame : 0;
    }

    /// <summary>The segment whose frames come next; null when the lane is whole.</summary>
    public PlannedSegment? Segment => _at < _segments.Count ? _segments[_at] : null;

    /// <summary>Film number of the frame that comes next.</summary>
    public int NextFrame => _frame;

    public bool IsWhole => _at == _segments.Count;

    /// <summary>The lane ends with this segment. What was taken stays taken.</summary>
    public void CutAfter(int lastSegment)
    {
        var kept = _segments.Where((s, i) => s.Index <= lastSegment || i < _at).ToArray();
        if (kept.Length >= _at) _segments = kept;
    }

    /// <param name="closes">The segment that this batch completes; null when it goes on or was not accepted.</param>
    public FrameVerdict Take(FrameBatch batch, out PlannedSegment? closes)
    {
        closes = null;
        if (batch.RenderId != _renderId || batch.LeaseEpoch != _epoch) return FrameVerdict.Foreign;
        var count = batch.FrameCount;
        if (count <= 0 || batch.Handles.Count != count || batch.Checksums.Count != count) return FrameVerdict.Malformed;

        var end = batch.FirstFrame + count;
        if (IsWhole || end <= _frame)
            return Covers(batch.FirstFrame, end) ? FrameVerdict.Duplicate : FrameVerdict.Malformed;
        var segment = _segments[_at];
        if (batch.FirstFrame > _frame) return FrameVerdict.Gap;
        if (batch.FirstFrame < _frame || batch.Segment != segment.Index) return FrameVerdict.Malformed;
        if (end > segment.FirstFrame + segment.FrameCount) return FrameVerdict.Malformed;

        _frame = end;
        if (end == segment.FirstFrame + segment.FrameCount)
        {
            closes = segment;
            _at++;
            if (_at < _segments.Count) _frame = _segments[_at].FirstFrame;
        }

        return FrameVerdict.Accepted;
    }

    /// <summary>True when these frames belong to the lane at all.</summary>
    private bool Covers(int first, int end) =>
        _segments.Any(s => first >= s.FirstFrame && end <= s.FirstFrame + s.FrameCount);
}
