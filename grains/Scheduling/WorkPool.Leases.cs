using System.Globalization;
using Framemill.Devices;

namespace Framemill.Scheduling;

/// <summary>Leases: given out, held, given back, taken away.</summary>
public sealed partial class WorkPool
{
    private Lease Grant(WaitingWork waiting, PoolDevice device, DateTimeOffset now)
    {
        // The clock carries the order across the loss of this memory: a new pool must not repeat an old epoch.
        _epoch = Math.Max(_epoch + 1, now.UtcTicks);
        var work = waiting.Item;
        var speed = _speeds.Of(work).Of(device.Id);
        var framesMax = 0;
        if (work.Kind == WorkKind.Segments)
        {
            var target = speed * _options.LeaseTarget.TotalSeconds;
            if (device.Standing.Health == DeviceHealth.Probation) target *= TrialPart;
            if (target < work.Frames) framesMax = (int)Math.Max(1, target);
        }

        var lease = new Lease
        {
            Id = _epoch.ToString(CultureInfo.InvariantCulture),
            Work = work,
            Epoch = _epoch,
            Duration = _options.LeaseDuration,
            FramesMax = framesMax,
        };
        var seconds = (framesMax > 0 ? framesMax : work.Frames) / speed;
        if (work.Model is { } model && !device.HasModel(model.Key)) seconds += model.LoadTime.TotalSeconds;
        _meter.Waited(work, now - waiting.Enqueued);
        _queue.Remove(waiting);
        _queue.Given();
        Charge(work, seconds, now);
        Hold(lease, device.Id, device, seconds, seconds, now);
        return lease;
    }

    private HeldLease Hold(
        Lease lease, string deviceId, PoolDevice? device, double charged, double expected, DateTimeOffset now)
    {
        var held = new HeldLease(lease, deviceId, now)
        {
            Expires = now + _options.LeaseDuration,
            SecondsCharged = charged,
            SecondsExpected = expected,
        };
        _leases.Add(lease.Id, held);
        _leaseOfWork[lease.Work.Id] = held;
        _forecastIsOld = true;
        WorkOf(lease.Work.RenderId).Add(lease.Work.Id);
        Count(lease.Work, +1);
        if (device is not null) Book(device, held, now);
        return held;
    }

    private Revocation Revoke(HeldLease held, DateTimeOffset now)
    {
        Drop(held, now);
        _revoked[held.Lease.Id] = now + _options.RevokedKeptFor;
        return new Revocation(held.DeviceId, held.Lease.Id);
    }

    private void Drop(HeldLease held, DateTimeOffset now)
    {
        var work = held.Lease.Work;
        _leases.Remove(held.Lease.Id);
        if (_leaseOfWork.GetValueOrDefault(work.Id) == held)
        {
            _leaseOfWork.Remove(work.Id);
            if (_queue.Find(work.Id) is null) ForgetWork(work);
        }

        Count(work, -1);
        if (_devices.TryGetValue(held.DeviceId, out var device)) Unbook(device, held, now);
    }

    private void Count(WorkItem work, int change)
    {
        var account = _tenants.Of(work.Tenant);
        if (work.Kind == WorkKind.Segments) account.LanesHeld += change;
        else account.StepsHeld += change;
        WorkQueue.Turned(account);
    }

    private void Charge(WorkItem work, double seconds, DateTimeOffset now)
    {
        var account = _tenants.Of(work.Tenant);
        _tenants.Charge(account, seconds, seconds * work.MemoryBytes, now);
        WorkQueue.Turned(account);
    }

    private void Settle(EndedLease ended, PoolDevice device, DateTimeOffset now)
    {
        if (!_leases.TryGetValue(ended.LeaseId, out var held) || held.DeviceId != device.Id)
        {
            _revoked.Remove(ended.LeaseId);
            return;
        }

        Drop(held, now);
        var work = held.Lease.Work;
        Charge(work, ended.Busy.TotalSeconds - held.SecondsCharged, now);
        device.Time.Loaded(ended.Loading);
        if (ended.End is LeaseEnd.Finished or LeaseEnd.Returned)
            Measure(device, work, ended);
        _meter.Ended(work, ended);
        switch (ended.End)
        {
            case LeaseEnd.Finished:
                if (ended.Frames > 0) Done(device, work, now); // Else it was not wanted any more.
                break;
            case LeaseEnd.Failed:
                Failed(device, work, now);
                break;
            case LeaseEnd.Returned:
                PutBack(work with { Frames = Math.Max(1, work.Frames - ended.Frames) }, now);
                break;
        }
    }

    private void Measure(PoolDevice device, WorkItem work, EndedLease ended)
    {
        var isNew = !_speeds.Of(work).IsMeasured;
        if (_speeds.Add(device.Id, work, ended.Frames, ended.Busy - ended.Loading) is { } ofUsual)
            device.Standing.Measure(ofUsual);
        if (isNew) _pace = null;
        if (work.Kind == WorkKind.Segments && ended.Frames > 0) _usualProfile = work.Profile;
    }
}
