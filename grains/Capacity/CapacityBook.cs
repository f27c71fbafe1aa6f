using Framemill.Scheduling;

namespace Framemill.Capacity;

/// <summary>Turns what a pool counts into rows of minutes and hours. Pure: samples in, states out.</summary>
public sealed class CapacityBook(
    CapacityOptions options, CapacityRows minutes, CapacityRows hours, CapacityDemand demand)
{
    private PoolTelemetry? _last;

    public CapacityRows Minutes { get; private set; } = minutes;

    public CapacityRows Hours { get; private set; } = hours;

    public CapacityDemand Demand { get; private set; } = demand;

    /// <summary>Takes a sample. True when a minute is over: what is kept should be written.</summary>
    public bool Take(PoolTelemetry sample)
    {
        // A pool that lost its memory counts from nothing. What one counted before this book was opened again is in its
        // rows already, or belongs to none.
        var before = _last?.Since == sample.Since ? _last : null;
        var isKnown = _last is not null || !(Minutes.Sampled >= sample.Since);
        _last = sample;
        if (!isKnown) return false;

        var gain = Gain(before, sample);
        var minute = new DateTimeOffset(sample.Now.Ticks - (sample.Now.Ticks % TimeSpan.TicksPerMinute), TimeSpan.Zero);
        var hour = new DateTimeOffset(sample.Now.Ticks - (sample.Now.Ticks % TimeSpan.TicksPerHour), TimeSpan.Zero);
        var isNewMinute = Minutes.Running is { } running && running.At != minute;
        Minutes = Add(Minutes, gain with { At = minute }, options.MinutesMax) with { Sampled = sample.Now };
        Hours = Add(Hours, gain with { At = hour }, options.HoursMax);
        AddDemand(before, sample, minute);
        return isNewMinute;
    }

    private static CapacityRows Add(CapacityRows rows, CapacityRow gain, int most)
    {
        if (rows.Running is not { } running) return rows with { Running = gain };
        if (running.At == gain.At) return rows with { Running = Sum(running, gain) };
        return rows with { Rows = rows.Rows.Append(running).TakeLast(most).ToArray(), Running = gain };
    }

    private static CapacityRow Gain(PoolTelemetry? before, PoolTelemetry now)
    {
        var known = before?.Devices.ToDictionary(d => d.Id, StringComparer.Ordinal) ?? [];
        double busy = 0, loading = 0, blocked = 0, idle = 0;
        foreach (var device in now.Devices)
        {
            // A device that left and came back counts anew.
            var was = known.GetValueOrDefault(device.Id);
            if (was?.BusySeconds > device.BusySeconds || was?.IdleSeconds > device.IdleSeconds) was = null;
            busy += device.BusySeconds - (was?.BusySeconds ?? 0);
            loading += device.LoadingSeconds - (was?.LoadingSeconds ?? 0);
            blocked += device.BlockedSeconds - (was?.BlockedSeconds ?? 0);
            idle += device.IdleSeconds - (was?.IdleSeconds ?? 0);
        }

        return new CapacityRow
        {
            At = now.Now,
            BusySeconds = busy,
            LoadingSeconds = loading,
            BlockedSeconds = blocked,
            IdleSeconds = idle,
            Started = now.Classes.Select((c, i) => c.StartedCount - (before?.Classes[i].StartedCount ?? 0)).ToArray(),
            WaitSeconds = now.Classes.Select((c, i) => c.WaitSeconds - (before?.Classes[i].WaitSeconds ?? 0)).ToArray(),
            Finished = now.Classes.Sum(c => c.FinishedCount) - (before?.Classes.Sum(c => c.FinishedCount) ?? 0),
            Failed = now.Classes.Sum(c => c.FailedCount) - (before?.Classes.Sum(c => c.FailedCount) ?? 0),
            WaitingSecondsMost = now.WaitingSeconds,
            OldestWaitSeconds = now.Classes.Max(c => c.OldestWaitSeconds),
            DevicesMost = now.Devices.Count(d => d.State == "working"),
        };
    }

    private static CapacityRow Sum(CapacityRow x, CapacityRow y) => x with
    {
        BusySeconds = x.BusySeconds + y.BusySeconds,
        LoadingSeconds = x.LoadingSeconds + y.LoadingSeconds,
        BlockedSeconds = x.BlockedSeconds + y.BlockedSeconds,
        IdleSeconds = x.IdleSeconds + y.IdleSeconds,
        Started = x.Started.Zip(y.Started, (a, b) => a + b).ToArray(),
        WaitSeconds = x.WaitSeconds.Zip(y.WaitSeconds, (a, b) => a + b).ToArray(),
        Finished = x.Finished + y.Finished,
        Failed = x.Failed + y.Failed,
        WaitingSecondsMost = Math.Max(x.WaitingSecondsMost, y.WaitingSecondsMost),
        OldestWaitSeconds = Math.Max(x.OldestWaitSeconds, y.OldestWaitSeconds),
        DevicesMost = Math.Max(x.DevicesMost, y.DevicesMost),
    };

    private void AddDemand(PoolTelemetry? before, PoolTelemetry now, DateTimeOffset minute)
    {
        static object Sort(DemandCount d) => (d.Tenant, d.Class, d.Kind, d.Profile, d.MemoryBytes);
        var known = before?.Demand.ToDictionary(Sort) ?? [];
        var lines = Demand.Lines.ToList();
        foreach (var demand in now.Demand)
        {
            var was = known.GetValueOrDefault(Sort(demand));
            var more = was is null
                ? demand
                : demand with { Count = demand.Count - was.Count, Frames = demand.Frames - was.Frames };
            if (more.Count <= 0) continue;
            var at = lines.FindLastIndex(l => l.At == minute && Sort(l.Demand).Equals(Sort(more)));
            if (at < 0)
            {
                lines.Add(new DemandLine(minute, more));
                continue;
            }

            var line = lines[at].Demand;
            more = more with { Count = line.Count + more.Count, Frames = line.Frames + more.Frames };
            lines[at] = new DemandLine(minute, more);
        }

        Demand = Demand with { Lines = lines.TakeLast(options.DemandLinesMax).ToArray() };
    }
}
