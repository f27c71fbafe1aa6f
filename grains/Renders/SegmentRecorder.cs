namespace Framemill.Renders;

/// <summary>Records finished segments: what comes while a write is under way goes together into the next.</summary>
internal sealed class SegmentRecorder
{
    private readonly JoinedWrites _writes;
    private List<FinishedSegment> _waiting = [];

    public SegmentRecorder(Func<IReadOnlyList<FinishedSegment>, Task> record)
    {
        _writes = new JoinedWrites(() =>
        {
            var segments = _waiting;
            _waiting = [];
            return record(segments);
        });
    }

    /// <summary>Done when the segments are recorded; fails when the write that had them did.</summary>
    public Task RecordAsync(IReadOnlyList<FinishedSegment> segments)
    {
        _waiting.AddRange(segments);
        return _writes.WriteAsync();
    }
}
