using System.Globalization;

namespace Framemill.Scheduling;

/// <summary>
/// A pool's memory and rules: what waits, who holds which lease until when. Time is handed in; ties break by id. It may
/// be replaced by an empty one at any time: renders and devices tell it all again.
/// </summary>
public sealed partial class WorkPool(SchedulingOptions options)
{
    private sealed record HeldLease(Lease Lease, string DeviceId, DateTimeOffset Expires, double SecondsCharged);

    private readonly Dictionary<string, WorkItem> _waiting = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, HeldLease> _leases = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _leaseOfWork = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, PoolDevice> _devices = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DateTimeOffset> _revoked = new(StringComparer.Ordinal);
    private readonly FairShare _share = new(options.UseHalfLife);
    private readonly SpeedBook _speeds = new(options.SpeedWeight, options.SpeedAtFirst);
    private long _epoch;

    public int WaitingCount => _waiting.Count;

    public IReadOnlyCollection<string> WaitingIds => _waiting.Keys;

    public IEnumerable<(string DeviceId, Lease Lease)> Leases => _leases.Values.Select(h => (h.DeviceId, h.Lease));

    /// <summary>Returns the leases that a higher attempt replaced: their holders should be told.</summary>
    public IReadOnlyList<Revocation> Enqueue(IReadOnlyList<WorkItem> work, DateTimeOffset now)
    {
        _queue = null;
        var revoked = new List<Revocation>();
        foreach (var item in work)
        {
            if (_waiting.TryGetValue(item.Id, out var waiting))
            {
                if (item.Attempt >= waiting.Attempt) _waiting[item.Id] = item;
                continue;
            }

            if (_leaseOfWork.TryGetValue(item.Id, out var leaseId))
            {
                var held = _leases[leaseId];
                if (item.Attempt <= held.Lease.Work.Attempt) continue;
                revoked.Add(Revoke(held, now));
            }

            if (_waiting.Count < options.WaitingMax) _waiting.Add(item.Id, item);
        }

        return revoked;
    }

    /// <summary>Returns the leases whose holders should stop.</summary>
    public IReadOnlyList<Revocation> Withdraw(string renderId, DateTimeOffset now)
    {
        _queue = null;
        foreach (var id in _waiting.Where(w => w.Value.RenderId == renderId).Select(w => w.Key).ToArray())
        {
            _waiting.Remove(id);
        }

        return _leases.Values.Where(h => h.Lease.Work.RenderId == renderId).ToArray()
            .Select(h => Revoke(h, now)).ToArray();
    }

    /// <summary>Puts the work of lapsed leases back. True when there is something new to pull.</summary>
    public bool Expire(DateTimeOffset now)
    {
        var lapsed = _leases.Values.Where(h => h.Expires <= now).ToArray();
        if (lapsed.Length > 0) _queue = null;
        foreach (var held in lapsed)
        {
            Revoke(held, now);
            PutBack(held.Lease.Work);
        }

        foreach (var gone in _devices.Values.Where(d => d.LastSeen + options.DeviceGoneAfter <= now).ToArray())
        {
            _queue = null;
            _devices.Remove(gone.Id);
            _speeds.Forget(gone.Id);
        }

        foreach (var old in _revoked.Where(r => r.Value <= now).Select(r => r.Key).ToArray()) _revoked.Remove(old);
        return lapsed.Length > 0;
    }

    /// <summary>Devices with room for something that waits.</summary>
    public IReadOnlyList<string> DevicesToWake(DateTimeOffset now)
    {
        if (_waiting.Count == 0) return [];
        var placements = SchedulingCycle.Place(Snapshot(_devices.Values.Select(RoomOf).ToArray(), now));
        return placements.Select(p => p.DeviceId).Distinct(StringComparer.Ordinal).ToArray();
    }

    private Revocation Revoke(HeldLease held, DateTimeOffset now)
    {
        Drop(held);
        _revoked[held.Lease.Id] = now + options.RevokedKeptFor;
        return new Revocation(held.DeviceId, held.Lease.Id);
    }

    private void Drop(HeldLease held)
    {
        _leases.Remove(held.Lease.Id);
        var workId = held.Lease.Work.Id;
        if (_leaseOfWork.GetValueOrDefault(workId) == held.Lease.Id) _leaseOfWork.Remove(workId);
    }

    private void PutBack(WorkItem work)
    {
        if (!_leaseOfWork.ContainsKey(work.Id)) _waiting.TryAdd(work.Id, work);
    }

    private Lease Grant(WorkItem work, string deviceId, DateTimeOffset now)
    {
        // The clock carries the order across the loss of this memory: a new pool must not repeat an old epoch.
        _epoch = Math.Max(_epoch + 1, now.UtcTicks);
        var lease = new Lease
        {
            Id = _epoch.ToString(CultureInfo.InvariantCulture),
            Work = work,
            Epoch = _epoch,
            Duration = options.LeaseDuration,
        };
        var cost = WorkCost.Seconds(work, _speeds.Of(deviceId));
        _waiting.Remove(work.Id);
        Hold(lease, deviceId, cost, now);
        _share.Charge(work.Tenant, cost, now);
        return lease;
    }

    private void Hold(Lease lease, string deviceId, double secondsCharged, DateTimeOffset now)
    {
        _leases.Add(lease.Id, new HeldLease(lease, deviceId, now + options.LeaseDuration, secondsCharged));
        _leaseOfWork[lease.Work.Id] = lease.Id;
    }

    private DeviceRoom RoomOf(PoolDevice device)
    {
        var held = _leases.Values.Where(h => h.DeviceId == device.Id).Select(h => h.Lease.Work).ToArray();
        var lanes = held.Count(w => w.Kind == WorkKind.Segments);
        return new DeviceRoom
        {
            DeviceId = device.Id,
            FreeLaneSlots = device.Description.LaneSlots - lanes,
            FreeLightSlots = device.Description.LightSlots - (held.Length - lanes),
            FreeBytes = device.Description.MemoryBytes - held.Sum(w => w.MemoryBytes),
            TotalBytes = device.Description.MemoryBytes,
            IsDraining = device.IsDraining,
        };
    }

    private PoolSnapshot Snapshot(IReadOnlyList<DeviceRoom> devices, DateTimeOffset now) => new()
    {
        Waiting = _waiting.Values,
        Devices = devices,
        Used = _share.At(now),
        FramesPerSecond = _speeds.Usual,
    };
}
