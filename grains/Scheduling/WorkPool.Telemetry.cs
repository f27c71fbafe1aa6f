namespace Framemill.Scheduling;

/// <summary>What planners and monitoring are told.</summary>
public sealed partial class WorkPool
{
    private readonly PoolMeter _meter;
    private DateTimeOffset? _begun;

    /// <param name="pool">Its name.</param>
    public PoolTelemetry Telemetry(string pool, DateTimeOffset now)
    {
        _begun ??= now;
        var classes = Enum.GetValues<WorkClass>();
        var waiting = new int[classes.Length];
        var oldest = new double[classes.Length];
        foreach (var work in _queue.All)
        {
            var at = (int)work.Item.Class;
            waiting[at]++;
            oldest[at] = Math.Max(oldest[at], (now - work.Enqueued).TotalSeconds);
        }

        var devices = _devices.Values.OrderBy(d => d.Id, StringComparer.Ordinal).Select(d => Of(d, now)).ToArray();
        var (slots, hint) = ScaleHint.Of(_queue.LaneSeconds, devices, _options);
        return new PoolTelemetry
        {
            Pool = pool,
            Since = _begun.Value,
            Now = now,
            Devices = devices,
            Classes = classes.Select(c => _meter.Of(c, waiting[(int)c], oldest[(int)c])).ToArray(),
            WaitingSeconds = _queue.LaneSeconds,
            SlotsWanted = slots,
            Hint = hint,
            Demand = _meter.Demand(),
            Speeds = _speeds.All(),
        };
    }

    private DeviceTelemetry Of(PoolDevice device, DateTimeOffset now)
    {
        device.Time.Pass(device.Description.LaneSlots, device.LanesHeld, now);
        return new DeviceTelemetry
        {
            Id = device.Id,
            LaneSlots = device.Description.LaneSlots,
            LightSlots = device.Description.LightSlots,
            LanesHeld = device.LanesHeld,
            StepsHeld = device.StepsHeld,
            MemoryBytes = device.Description.MemoryBytes,
            MemoryHeldBytes = device.BytesHeld,
            BusySeconds = device.Time.Busy,
            LoadingSeconds = device.Time.Loading,
            BlockedSeconds = device.Time.Blocked,
            IdleSeconds = device.Time.Idle,
            Speed = _speeds.FactorOf(device.Id),
            FramesPerSecond = _speeds.Of(WorkKind.Segments, _usualProfile).Of(device.Id),
            State = device.IsDraining ? "draining" : device.IsUsable ? "working" : "out",
            Health = device.Standing.Health,
            Cause = device.Standing.Why.Cause,
            Because = device.Standing.Why.Words,
            Readings = device.Readings,
        };
    }
}
