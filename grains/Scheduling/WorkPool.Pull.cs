namespace Framemill.Scheduling;

/// <summary>What happens when a device pulls.</summary>
public sealed partial class WorkPool
{
    private static readonly PullAnswer NothingNew = new();

    /// <summary>Used again with each pull; answers get copies.</summary>
    private readonly List<Lease> _granted = [];

    public PullAnswer Pull(DeviceOffer offer, DateTimeOffset now)
    {
        // 1. An offer that a newer one overtook tells of the past.
        var device = _devices.GetValueOrDefault(offer.DeviceId);
        if (IsOvertaken(offer, device)) return NothingNew;
        device = See(offer, device, now);
        if (device.Standing.Pass(now)) IsBack(device);
        BeginPull(device);
        _queue.Promote(now);

        // 2. What ended is settled, what goes on is renewed, what the device never heard of is put back.
        // (By index: each enumerator over an interface would be garbage.)
        for (var i = 0; i < offer.Ended.Count; i++) Settle(offer.Ended[i], device, now);
        List<string>? revoked = null;
        for (var i = 0; i < offer.Held.Count; i++)
        {
            if (!Renew(offer.Held[i], offer.Sequence, device, now)) (revoked ??= []).Add(offer.Held[i].Id);
        }

        PutBackUnheld(offer, device, now);

        // 3. It gets what it can hold.
        _granted.Clear();
        while (!offer.IsDraining && _queue.Next(device, now) is { } work) _granted.Add(Grant(work, device, now));

        EndPull(device);
        var yield = Yielding(device);
        if (_granted.Count == 0 && revoked is null && yield is null) return NothingNew;
        return new PullAnswer
        {
            Granted = _granted.Count > 0 ? _granted.ToArray() : [],
            Revoked = revoked?.ToArray() ?? [],
            Yield = yield?.ToArray() ?? [],
        };
    }

    private static List<string>? Yielding(PoolDevice device)
    {
        List<string>? yields = null;
        foreach (var held in device.Leases)
        {
            if (held.Yields) (yields ??= []).Add(held.Lease.Id);
        }

        return yields;
    }

    /// <summary>False when the device must let it go.</summary>
    private bool Renew(Lease lease, long sequence, PoolDevice device, DateTimeOffset now)
    {
        _epoch = Math.Max(_epoch, lease.Epoch);
        if (_leases.TryGetValue(lease.Id, out var held))
        {
            held.Expires = now + _options.LeaseDuration;
            held.Seen = sequence;
            return true;
        }

        // This pool does not know the lease. Either it was taken away, or it was given by a pool whose memory is lost:
        // then it goes on, unless the work was given to another or failed since.
        if (_revoked.ContainsKey(lease.Id)) return false;
        var waiting = _queue.Find(lease.Work.Id);
        if (waiting is not null && waiting.Item.Attempt > lease.Work.Attempt) return false;
        if (_leaseOfWork.TryGetValue(lease.Work.Id, out var other))
        {
            if (other.Lease.Epoch > lease.Epoch) return false;
            Revoke(other, now);
        }

        if (waiting is not null) _queue.Remove(waiting);
        var seconds = lease.Work.Frames / _speeds.Of(lease.Work).Of(device.Id) / 2;
        Hold(lease, device.Id, device, 0, seconds, now).Seen = sequence;
        return true;
    }

    /// <summary>
    /// Leases that this pool gave and the device does not hold: the answer was lost, or the device began anew. A device
    /// pulls once at a time, so none of them can be on its way.
    /// </summary>
    private void PutBackUnheld(DeviceOffer offer, PoolDevice device, DateTimeOffset now)
    {
        for (var i = device.Leases.Count - 1; i >= 0; i--)
        {
            var held = device.Leases[i];
            if (held.Seen == offer.Sequence) continue;
            Revoke(held, now);
            PutBack(held.Lease.Work, now);
        }
    }
}
