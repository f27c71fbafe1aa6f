namespace Framemill.Scheduling;

/// <summary>Batch work steps aside, at the end of the segment it is at, when somebody waits.</summary>
public sealed partial class WorkPool
{
    /// <summary>
    /// Marks leases that should be given back for work that is urgent, waited a moment and has nowhere to go. Their
    /// holders should be told; they are told again whenever they pull.
    /// </summary>
    public IReadOnlyList<Revocation> Preempt(DateTimeOffset now)
    {
        List<HeldLease>? victims = null;
        List<Revocation>? asked = null;
        var coming = 0;
        foreach (var level in (ReadOnlySpan<WorkLevel>)[WorkLevel.Urgent, WorkLevel.Interactive])
        {
            foreach (var queue in _queue.At(level))
            {
                if (!queue.Shape.IsLane || HasRoomNow(queue, now)) continue;
                foreach (var line in queue.Turns.Unordered)
                {
                    foreach (var work in line.Work.Unordered)
                    {
                        if (!MayPreempt(work, now)) continue;
                        if (victims is null)
                        {
                            victims = Victims(now);
                            coming = _leases.Values.Count(h => h.Yields);
                            if (victims.Count == 0) return [];
                        }

                        if (coming-- > 0) continue;
                        if (Take(victims, queue, now) is not { } victim) continue;
                        victim.Yields = true;
                        (asked ??= []).Add(new Revocation(victim.DeviceId, victim.Lease.Id));
                        if (victims.Count == 0) return asked;
                    }
                }
            }
        }

        return asked ?? (IReadOnlyList<Revocation>)[];
    }

    private bool MayPreempt(WaitingWork work, DateTimeOffset now) =>
        (work.Level == WorkLevel.Urgent || work.Item.Class == WorkClass.Interactive)
        && now - work.Enqueued >= _options.PreemptAfter;

    /// <summary>The latest first: least is done of them.</summary>
    private List<HeldLease> Victims(DateTimeOffset now)
    {
        var victims = _leases.Values.Where(h =>
            h.Lease.Work is { Kind: WorkKind.Segments, Class: WorkClass.Batch, Deadline: null }
            && !h.Yields
            && h.SecondsLeft(now) > _options.PreemptWorth.TotalSeconds).ToList();
        victims.Sort((x, y) =>
        {
            var order = x.Begun.CompareTo(y.Begun);
            return order != 0 ? order : string.CompareOrdinal(x.Lease.Id, y.Lease.Id);
        });
        return victims;
    }

    private bool HasRoomNow(ShapeQueue queue, DateTimeOffset now)
    {
        var looked = 0;
        foreach (var device in _idle)
        {
            if (_queue.CannotHold(device, queue, now) is null) return true;
            if (++looked >= DeclinedMax) break;
        }

        return false;
    }

    /// <summary>A victim whose going makes room for such work.</summary>
    private HeldLease? Take(List<HeldLease> victims, ShapeQueue queue, DateTimeOffset now)
    {
        for (var i = victims.Count - 1; i >= 0; i--)
        {
            var victim = victims[i];
            if (!_devices.TryGetValue(victim.DeviceId, out var device) || device.IsDraining) continue;
            var needs = queue.Shape.MemoryBytes + (queue.Model?.Bytes ?? 0);
            if (device.FreeBytes + victim.Lease.Work.MemoryBytes < needs || !device.Standing.TakesWork(now)) continue;
            victims.RemoveAt(i);
            return victim;
        }

        return null;
    }
}
