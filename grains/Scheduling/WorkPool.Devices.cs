using Framemill.Devices;

namespace Framemill.Scheduling;

/// <summary>The pool's devices: what they hold, which have room, and which to wake.</summary>
public sealed partial class WorkPool
{
    /// <summary>
    /// A device that was woken and did not pull is woken again after this time: the word may be lost.
    /// </summary>
    private static readonly TimeSpan WakeAgainAfter = TimeSpan.FromSeconds(1);

    /// <summary>
    /// So many devices that cannot use what waits are looked at; those behind them come by themselves before long.
    /// </summary>
    private const int DeclinedMax = 64;

    private readonly SortedSet<PoolDevice> _idle = new(IdleOrder.Instance);
    private readonly SortedSet<PoolDevice> _idleSteps = new(IdleOrder.Instance);
    private readonly PoolDevice[] _fastest = new PoolDevice[WorkQueue.FasterLookedAtMax];
    private int _fastestCount;
    private bool _fastestIsOld = true;

    /// <summary>
    /// Devices with room for something that waits, the fastest first; each is named once until it pulls.
    /// </summary>
    public IReadOnlyList<string> DevicesToWake(DateTimeOffset now)
    {
        if (_queue.Count == 0) return [];
        _queue.Promote(now);
        List<string>? wake = null;
        Wake(_idle, isLane: true, _queue.LaneCount, ref wake, now);
        Wake(_idleSteps, isLane: false, _queue.Count - _queue.LaneCount, ref wake, now);
        return wake ?? (IReadOnlyList<string>)[];
    }

    private void Wake(SortedSet<PoolDevice> idle, bool isLane, int most, ref List<string>? wake, DateTimeOffset now)
    {
        if (most == 0) return;
        var declined = 0;
        foreach (var device in idle)
        {
            if (!(device.Woken + WakeAgainAfter > now))
            {
                if (!_queue.HasWorkFor(device, isLane, now))
                {
                    if (++declined >= DeclinedMax) return;
                    continue;
                }

                device.Woken = now;
                (wake ??= []).Add(device.Id);
            }

            if (--most <= 0) return;
        }
    }

    /// <summary>Idle devices that are faster by more than may be, the fastest few, the fastest first.</summary>
    private ReadOnlySpan<PoolDevice> FasterIdle(PoolDevice device)
    {
        if (_idle.Count == 0) return [];
        if (_fastestIsOld) FindFastest();
        var least = _options.SlownessMax * _speeds.FactorOf(device.Id);
        var count = 0;
        while (count < _fastestCount && _fastest[count].Rank > least) count++;
        return _fastest.AsSpan(0, count);
    }

    /// <summary>Kept between changes of the idle: the question is asked for each sort of work.</summary>
    private void FindFastest()
    {
        (_fastestIsOld, _fastestCount) = (false, 0);
        foreach (var device in _idle)
        {
            _fastest[_fastestCount++] = device;
            if (_fastestCount == _fastest.Length) return;
        }
    }

    private PoolDevice See(DeviceOffer offer, PoolDevice? known, DateTimeOffset now)
    {
        var device = known;
        if (device is null)
        {
            device = Meet(offer, now);
        }

        device.Time.Pass(device.Description.LaneSlots, device.LanesHeld, now);
        device.LastSeen = now;
        device.Sequence = offer.Sequence;
        device.Woken = null;
        SetModels(device, offer.Models);
        Hear(device, offer.Readings, now);
        if (device.IsDraining == offer.IsDraining && device.Description == offer.Description) return device;

        SetModels(device, []);
        device.Description = offer.Description;
        device.IsDraining = offer.IsDraining;
        SetModels(device, offer.Models);
        CapacityChanged();
        Place(device);
        return device;
    }

    private PoolDevice Meet(DeviceOffer offer, DateTimeOffset now)
    {
        var device = new PoolDevice(offer.DeviceId, new DeviceStanding(_options))
        {
            Description = offer.Description,
            IsDraining = true,
        };
        _devices.Add(offer.DeviceId, device);
        foreach (var held in Sorted(_leases.Values.Where(h => h.DeviceId == device.Id))) Book(device, held, now);
        return device;
    }

    private void RemoveDevice(PoolDevice device)
    {
        SetModels(device, []);
        _devices.Remove(device.Id);
        Displace(device);
        CapacityChanged();
    }

    private void CapacityChanged()
    {
        int usable = 0, lanes = 0, all = 0;
        double bytes = 0;
        foreach (var device in _devices.Values)
        {
            if (device.IsDraining) continue;
            all += device.Description.LaneSlots + device.Description.LightSlots;
            bytes += device.Description.MemoryBytes;
            if (!device.IsUsable) continue;
            usable++;
            lanes += device.Description.LaneSlots;
        }

        (_queue.DevicesUsable, _queue.LaneSlots) = (usable, lanes);
        _tenants.SetCapacity(all, bytes);
        _queue.Turned();
        _forecastIsOld = true;
    }

    private void SetModels(PoolDevice device, IReadOnlyList<ResidentModel> models)
    {
        if (ReferenceEquals(device.Models, models) || (device.Models.Count == 0 && models.Count == 0)) return;
        if (!device.IsDraining)
        {
            foreach (var model in device.Models) _queue.Holds(model.Key, -1);
            foreach (var model in models) _queue.Holds(model.Key, +1);
        }

        device.Models = models;
    }

    private void Book(PoolDevice device, HeldLease held, DateTimeOffset now)
    {
        device.Time.Pass(device.Description.LaneSlots, device.LanesHeld, now);
        var work = held.Lease.Work;
        if (work.Kind == WorkKind.Segments) device.LanesHeld++;
        else device.StepsHeld++;
        device.Leases.Add(held);
        device.CountBytes();
        Place(device);
    }

    private void Unbook(PoolDevice device, HeldLease held, DateTimeOffset now)
    {
        if (!device.Leases.Contains(held)) return;
        device.Time.Pass(device.Description.LaneSlots, device.LanesHeld, now);
        device.Leases.Remove(held);
        var work = held.Lease.Work;
        if (work.Kind == WorkKind.Segments) device.LanesHeld--;
        else device.StepsHeld--;
        device.CountBytes();
        Place(device);
    }

    /// <summary>Among the idle, at its place, or not among them.</summary>
    private void Place(PoolDevice device)
    {
        Displace(device);
        device.Rank = _speeds.FactorOf(device.Id);
        device.FreeLanesRanked = device.FreeLanes;
        if (device.IsPulling || !device.IsUsable) return;
        Enlist(device);
    }

    private void Enlist(PoolDevice device)
    {
        device.IsAmongIdle = device.FreeLanes > 0 && _idle.Add(device);
        device.IsAmongIdleSteps = device.FreeSteps > 0 && _idleSteps.Add(device);
        _fastestIsOld |= device.IsAmongIdle;
    }

    /// <summary>
    /// While it pulls a device gives back and takes several times what decides its place: it is listed anew at the end.
    /// </summary>
    private void Displace(PoolDevice device)
    {
        if (device.IsAmongIdle) _fastestIsOld |= _idle.Remove(device);
        if (device.IsAmongIdleSteps) _idleSteps.Remove(device);
        device.IsAmongIdle = device.IsAmongIdleSteps = false;
    }

    private void BeginPull(PoolDevice device)
    {
        Displace(device);
        device.IsPulling = true;
    }

    private void EndPull(PoolDevice device)
    {
        device.IsPulling = false;
        if (device.IsUsable) Enlist(device);
    }

    /// <summary>The fastest first, then those with most room: load spreads, heat and all.</summary>
    private sealed class IdleOrder : IComparer<PoolDevice>
    {
        public static readonly IdleOrder Instance = new();

        public int Compare(PoolDevice? x, PoolDevice? y)
        {
            var order = y!.Rank.CompareTo(x!.Rank);
            if (order == 0) order = y.FreeLanesRanked.CompareTo(x.FreeLanesRanked);
            return order != 0 ? order : string.CompareOrdinal(x.Id, y.Id);
        }
    }
}
