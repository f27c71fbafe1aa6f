namespace Framemill.Scheduling;

/// <summary>What happens when a device pulls.</summary>
public sealed partial class WorkPool
{
    public PullAnswer Pull(DeviceOffer offer, DateTimeOffset now)
    {
        // 1. An offer that a newer one overtook tells of the past.
        if (_devices.TryGetValue(offer.DeviceId, out var known) && offer.Sequence <= known.Sequence)
            return new PullAnswer();
        var device = new PoolDevice
        {
            Id = offer.DeviceId,
            Description = offer.Description,
            LastSeen = now,
            Sequence = offer.Sequence,
            IsDraining = offer.IsDraining,
        };
        _devices[offer.DeviceId] = device;

        _queue = null;

        // 2. What ended is settled, what goes on is renewed, what the device never heard of is put back.
        foreach (var ended in offer.Ended) Settle(ended, offer.DeviceId, now);
        var revoked = new List<string>();
        foreach (var lease in offer.Held)
        {
            if (!Renew(lease, offer.DeviceId, now)) revoked.Add(lease.Id);
        }

        PutBackUnheld(offer, now);

        // 3. It gets what it can hold.
        if (offer.IsDraining) return new PullAnswer { Revoked = revoked.ToArray() };
        var placements = SchedulingCycle.Place(Snapshot([RoomOf(device)], now));
        return new PullAnswer
        {
            Granted = placements.Select(p => Grant(p.Work, p.DeviceId, now)).ToArray(),
            Revoked = revoked.ToArray(),
        };
    }

    private void Settle(EndedLease ended, string deviceId, DateTimeOffset now)
    {
        if (!_leases.TryGetValue(ended.LeaseId, out var held) || held.DeviceId != deviceId)
        {
            _revoked.Remove(ended.LeaseId);
            return;
        }

        Drop(held);
        var work = held.Lease.Work;
        _share.Charge(work.Tenant, ended.Busy.TotalSeconds - held.SecondsCharged, now);
        if (work.Kind == WorkKind.Segments && ended.End == LeaseEnd.Finished)
            _speeds.Add(deviceId, ended.Frames, ended.Busy);
        if (ended.End == LeaseEnd.Returned) PutBack(work);
    }

    /// <summary>False when the device must let it go.</summary>
    private bool Renew(Lease lease, string deviceId, DateTimeOffset now)
    {
        _epoch = Math.Max(_epoch, lease.Epoch);
        if (_leases.TryGetValue(lease.Id, out var held))
        {
            _leases[lease.Id] = held with { Expires = now + options.LeaseDuration };
            return true;
        }

        // This pool does not know the lease. Either it was taken away, or it was given by a pool whose memory is lost:
        // then it goes on, unless the work was given to another or failed since.
        if (_revoked.ContainsKey(lease.Id)) return false;
        if (_waiting.TryGetValue(lease.Work.Id, out var waiting) && waiting.Attempt > lease.Work.Attempt) return false;
        if (_leaseOfWork.TryGetValue(lease.Work.Id, out var otherId))
        {
            var other = _leases[otherId];
            if (other.Lease.Epoch > lease.Epoch) return false;
            Revoke(other, now);
        }

        _waiting.Remove(lease.Work.Id);
        Hold(lease, deviceId, 0, now);
        return true;
    }

    /// <summary>
    /// Leases that this pool gave and the device does not hold: the answer was lost, or the device began anew. A device
    /// pulls once at a time, so none of them can be on its way.
    /// </summary>
    private void PutBackUnheld(DeviceOffer offer, DateTimeOffset now)
    {
        var holds = offer.Held.Select(l => l.Id).ToHashSet(StringComparer.Ordinal);
        var granted = _leases.Values.Where(h => h.DeviceId == offer.DeviceId).ToArray();
        foreach (var held in granted.Where(h => !holds.Contains(h.Lease.Id)))
        {
            Revoke(held, now);
            PutBack(held.Lease.Work);
        }
    }
}
