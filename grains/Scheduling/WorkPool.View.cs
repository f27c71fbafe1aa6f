namespace Framemill.Scheduling;

/// <summary>What users and operators are told, from the same numbers that schedule.</summary>
public sealed partial class WorkPool
{
    /// <summary>With so little known a forecast costs nothing worth saving.</summary>
    private const int WorkFew = 64;

    /// <summary>A forecast takes a few microseconds a piece of work: so it takes a small part of the pool's time.
    /// </summary>
    private static readonly TimeSpan RestForEach = TimeSpan.FromMicroseconds(50);

    private static readonly TimeSpan PaceEvery = TimeSpan.FromMilliseconds(50);

    private const string Soon = "It starts in a moment.";

    private Dictionary<string, QueueView> _forecast = new(StringComparer.Ordinal);
    private DateTimeOffset _forecastAt;
    private bool _forecastIsOld = true;
    private PoolPace? _pace;
    private DateTimeOffset _paceAt;

    public QueueView Queue(string renderId, DateTimeOffset now)
    {
        if (MustForecast(now))
        {
            _forecast = Forecasts(now);
            _forecastAt = now;
            _forecastIsOld = false;
        }

        if (!_forecast.TryGetValue(renderId, out var view))
            return new QueueView { FramesPerSecond = FramesPerSecond() };
        var age = Math.Max(0, (now - _forecastAt).TotalSeconds);
        return age == 0 || view.SecondsLeft is null
            ? view
            : view with
            {
                SecondsLeft = Math.Max(0, view.SecondsLeft.Value - age),
                SecondsAhead = view.SecondsAhead is { } ahead ? Math.Max(0, ahead - age) : null,
            };
    }

    /// <summary>As of a moment ago.</summary>
    public PoolPace Pace(DateTimeOffset now)
    {
        if (_pace is { } known && now - _paceAt < PaceEvery && now >= _paceAt) return known;
        _paceAt = now;
        return _pace = new PoolPace
        {
            Lanes = _speeds.MeasuredLanes(),
            LaneSlots = _queue.LaneSlots,
            LanesWaiting = _queue.LaneCount,
        };
    }

    public PoolView View() => new()
    {
        WaitingCount = _queue.Count,
        LeasedCount = _leases.Count,
        Devices = _devices.Keys.Order(StringComparer.Ordinal).ToArray(),
        FramesPerSecond = FramesPerSecond(),
        Map = PoolMap.Single,
    };

    private bool MustForecast(DateTimeOffset now)
    {
        var age = now - _forecastAt;
        if (age >= _options.ForecastEvery || age < TimeSpan.Zero) return true;
        if (!_forecastIsOld) return false;
        var known = _queue.Count + _leases.Count;
        return known < WorkFew || age >= RestForEach * known;
    }

    private Dictionary<string, QueueView> Forecasts(DateTimeOffset now)
    {
        var speed = FramesPerSecond();
        var forecast = new Forecast(_devices.Values.Where(d => d.IsUsable), _speeds, now);
        var views = new Dictionary<string, QueueView>(StringComparer.Ordinal);
        foreach (var held in _leases.Values)
        {
            forecast.Run(held, now);
            var id = held.Lease.Work.RenderId;
            var known = views.GetValueOrDefault(id) ?? new QueueView { FramesPerSecond = speed };
            views[id] = known with { LeasesHeld = known.LeasesHeld + 1 };
        }

        var reasons = new Dictionary<ShapeQueue, WaitReason?>();
        var competition = new Competition(_tenants.Accounts, _queue.LaneSlots, now);
        var position = 0;
        foreach (var waiting in _queue.InDueOrder(now))
        {
            var isLane = waiting.Item.Kind == WorkKind.Segments;
            var start = forecast.Wait(waiting.Item, isLane ? competition.StretchOf(waiting) : 1);
            var id = waiting.Item.RenderId;
            if (views.ContainsKey(id)) continue;
            var reason = ReasonOf(waiting, reasons, now);
            if (reason is null && start > 0) reason = WaitReason.OthersAreFirst;
            views.Add(id, new QueueView
            {
                Position = ++position,
                WaitingBecause = reason is { } why ? WaitReasons.Words(why) : Soon,
                SecondsAhead = start,
                FramesPerSecond = speed,
            });
        }

        foreach (var (id, view) in views)
        {
            views[id] = view with { SecondsLeft = forecast.SecondsLeft(id), FramesKnown = forecast.Frames(id) };
        }

        return views;
    }

    /// <summary>Null when a device has room for it now.</summary>
    private WaitReason? ReasonOf(
        WaitingWork waiting, Dictionary<ShapeQueue, WaitReason?> reasons, DateTimeOffset now)
    {
        var line = waiting.Line!;
        if (line.HeapIndex < 0) return WaitReason.TenantIsAtItsLimit;
        if (reasons.TryGetValue(line.Queue, out var known)) return known;
        var reason = ReasonOf(line.Queue, waiting, now);
        reasons.Add(line.Queue, reason);
        return reason;
    }

    /// <summary>The mildest of the devices' reasons: what it would take the least to change.</summary>
    private WaitReason? ReasonOf(ShapeQueue queue, WaitingWork waiting, DateTimeOffset now)
    {
        var mildest = WaitReason.NoDevice;
        var needs = queue.Shape.MemoryBytes + (queue.Model?.Bytes ?? 0);
        foreach (var device in _devices.Values)
        {
            if (device.IsDraining) continue;
            var reason = device.Description.MemoryBytes < needs
                ? WaitReason.NoDeviceIsLargeEnough
                : _queue.WhyNot(device, queue, waiting, now);
            if (reason is null) return null;
            if (Mildness(reason.Value) > Mildness(mildest)) mildest = reason.Value;
        }

        return mildest;
    }

    private static int Mildness(WaitReason reason) => reason switch
    {
        WaitReason.NoDevice => 0,
        WaitReason.NoDeviceIsLargeEnough => 1,
        WaitReason.AllDevicesAreBusy => 2,
        WaitReason.MemoryIsTaken => 3,
        WaitReason.DevicesAreUnwell => 4,
        WaitReason.DevicesRest => 5,
        WaitReason.DeviceIsTried => 6,
        WaitReason.FailedThere => 7,
        WaitReason.HeldForItsModel => 8,
        WaitReason.HeldForFasterDevice => 9,
        _ => 10,
    };

    /// <summary>Of all lanes together; as assumed while nothing was measured, null while no device is there.</summary>
    private double? FramesPerSecond()
    {
        var lanes = _speeds.Of(WorkKind.Segments, _usualProfile);
        double sum = 0;
        foreach (var device in _devices.Values)
        {
            if (device.IsUsable) sum += lanes.Of(device.Id) * device.Description.LaneSlots;
        }

        return sum > 0 ? sum : null;
    }
}
