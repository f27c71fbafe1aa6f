namespace Framemill.Scheduling;

/// <summary>Counts what comes, waits and ends in a pool. Numbers only grow.</summary>
internal sealed class PoolMeter(SchedulingOptions options)
{
    private readonly ClassMeter[] _classes = [new(), new(), new()];
    private readonly Dictionary<Sort, (long Count, long Frames)> _demand = [];

    private readonly record struct Sort(
        string Tenant, WorkClass Class, WorkKind Kind, string Profile, long MemoryBytes);

    public void Came(WorkItem work)
    {
        var sort = new Sort(work.Tenant, work.Class, work.Kind, work.Profile, work.MemoryBytes);
        if (_demand.Count >= options.DemandSortsMax && !_demand.ContainsKey(sort))
            sort = sort with { Tenant = "", MemoryBytes = 0 };
        var known = _demand.GetValueOrDefault(sort);
        _demand[sort] = (known.Count + 1, known.Frames + work.Frames);
    }

    public void Waited(WorkItem work, TimeSpan wait)
    {
        var meter = _classes[(int)work.Class];
        var seconds = Math.Max(0, wait.TotalSeconds);
        meter.Started++;
        meter.WaitSeconds += seconds;
        var at = 0;
        while (at < ClassTelemetry.WaitBounds.Count && seconds > ClassTelemetry.WaitBounds[at]) at++;
        meter.Buckets[at]++;
    }

    public void Ended(WorkItem work, EndedLease ended)
    {
        var meter = _classes[(int)work.Class];
        meter.BusySeconds += ended.Busy.TotalSeconds;
        if (ended.End == LeaseEnd.Finished) meter.Finished++;
        if (ended.End is LeaseEnd.Failed or LeaseEnd.Refused) meter.Failed++;
    }

    public IReadOnlyList<DemandCount> Demand() => _demand.Select(d => new DemandCount
    {
        Tenant = d.Key.Tenant,
        Class = d.Key.Class,
        Kind = d.Key.Kind,
        Profile = d.Key.Profile,
        MemoryBytes = d.Key.MemoryBytes,
        Count = d.Value.Count,
        Frames = d.Value.Frames,
    }).ToArray();

    public ClassTelemetry Of(WorkClass workClass, int waiting, double oldestWait)
    {
        var meter = _classes[(int)workClass];
        return new ClassTelemetry
        {
            Class = workClass,
            WaitingCount = waiting,
            OldestWaitSeconds = oldestWait,
            StartedCount = meter.Started,
            WaitSeconds = meter.WaitSeconds,
            WaitBuckets = meter.Buckets.ToArray(),
            FinishedCount = meter.Finished,
            FailedCount = meter.Failed,
            BusySeconds = meter.BusySeconds,
        };
    }

    private sealed class ClassMeter
    {
        public long[] Buckets { get; } = new long[ClassTelemetry.WaitBounds.Count + 1];

        public long Started { get; set; }

        public double WaitSeconds { get; set; }

        public long Finished { get; set; }

        public long Failed { get; set; }

        public double BusySeconds { get; set; }
    }
}
