namespace Framemill.Scheduling;

/// <summary>What the shards of a pool measured, as if it were one.</summary>
internal static class PoolSum
{
    public static PoolTelemetry Of(IReadOnlyList<PoolTelemetry> shards, SchedulingOptions options)
    {
        if (shards.Count == 1) return shards[0];
        // A device that is on its way may be known to two for a moment: where it works counts.
        var devices = shards.SelectMany(s => s.Devices).GroupBy(d => d.Id, StringComparer.Ordinal)
            .Select(g => g.OrderByDescending(d => d.State == "working").ThenByDescending(d => d.LanesHeld).First())
            .OrderBy(d => d.Id, StringComparer.Ordinal).ToArray();
        var waiting = shards.Sum(s => s.WaitingSeconds);
        var (slots, hint) = ScaleHint.Of(waiting, devices, options);
        return shards[0] with
        {
            // Counters only grow until this changes, so it changes when any of them begins anew.
            Since = shards.Max(s => s.Since),
            Now = shards.Max(s => s.Now),
            Devices = devices,
            Classes = shards[0].Classes.Select((_, i) => Class([.. shards.Select(s => s.Classes[i])])).ToArray(),
            WaitingSeconds = waiting,
            SlotsWanted = slots,
            Hint = hint,
            Demand = shards.SelectMany(s => s.Demand)
                .GroupBy(d => (d.Tenant, d.Class, d.Kind, d.Profile, d.MemoryBytes))
                .Select(g => g.First() with { Count = g.Sum(d => d.Count), Frames = g.Sum(d => d.Frames) }).ToArray(),
            Speeds = shards.SelectMany(s => s.Speeds).GroupBy(s => (s.Kind, s.Profile))
                .Select(g => new ProfileSpeed(g.Key.Kind, g.Key.Profile, g.Average(s => s.FramesPerSecond))).ToArray(),
            Shards = shards.Count,
        };
    }

    private static ClassTelemetry Class(ClassTelemetry[] parts) => parts[0] with
    {
        WaitingCount = parts.Sum(p => p.WaitingCount),
        OldestWaitSeconds = parts.Max(p => p.OldestWaitSeconds),
        StartedCount = parts.Sum(p => p.StartedCount),
        WaitSeconds = parts.Sum(p => p.WaitSeconds),
        WaitBuckets = parts[0].WaitBuckets.Select((_, i) => parts.Sum(p => p.WaitBuckets[i])).ToArray(),
        FinishedCount = parts.Sum(p => p.FinishedCount),
        FailedCount = parts.Sum(p => p.FailedCount),
        BusySeconds = parts.Sum(p => p.BusySeconds),
    };
}
