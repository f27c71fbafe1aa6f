using Framemill.Devices;

namespace Framemill.Scheduling;

/// <summary>
/// Which devices are well: see <see cref="DeviceStanding"/>. An error that follows the work over different devices is
/// the work's fault and puts no device out.
/// </summary>
public sealed partial class WorkPool
{
    /// <summary>A device that is tried gets this part of a usual lease.</summary>
    private const double TrialPart = 0.25;

    /// <summary>How well the pool takes a device to be, and why; healthy when it does not know it.</summary>
    public (DeviceHealth Health, HealthCause Cause) HealthOf(string deviceId) =>
        _devices.TryGetValue(deviceId, out var device)
            ? (device.Standing.Health, device.Standing.Why.Cause)
            : (DeviceHealth.Healthy, HealthCause.None);

    private void Failed(PoolDevice device, WorkItem work, DateTimeOffset now)
    {
        var isSuspect = _failures.Failed(work.Id, device.Id, now + _options.RevokedKeptFor, out var acquitted);
        if (isSuspect) device.Standing.Suspect(HasFellows(device, now), now);
        else if (acquitted is not null) _devices.GetValueOrDefault(acquitted)?.Standing.Acquit();
    }

    private void Done(PoolDevice device, WorkItem work, DateTimeOffset now)
    {
        device.Standing.Prove();
        if (!_failures.Done(work.Id, out var failedOn)) return;
        foreach (var id in failedOn)
        {
            if (id == device.Id || !_devices.TryGetValue(id, out var other)) continue;
            if (other.Standing.Convict(HasFellows(other, now), now)) IsOut(other);
        }
    }

    private void Hear(PoolDevice device, IReadOnlyList<DeviceReading> readings, DateTimeOffset now)
    {
        if (ReferenceEquals(device.Readings, readings)) return;
        device.Readings = readings;
        foreach (var reading in readings)
        {
            if (reading.Id == device.Id && device.Standing.Read(reading, HasFellows(device, now), now)) IsOut(device);
        }
    }

    /// <summary>What it is at goes to others at the end of its segment.</summary>
    private void IsOut(PoolDevice device)
    {
        foreach (var held in device.Leases) held.Yields |= held.Lease.Work.Kind == WorkKind.Segments;
        Displace(device);
        CapacityChanged();
    }

    private void IsBack(PoolDevice device)
    {
        if (!device.IsPulling && !device.IsDraining) Enlist(device);
        CapacityChanged();
    }

    /// <summary>Devices that were out long enough are tried, and where no other is left, one that was not.</summary>
    private void Recover(DateTimeOffset now)
    {
        var isAnyFit = false;
        foreach (var device in _devices.Values)
        {
            if (device.Standing.Pass(now)) IsBack(device);
            isAnyFit |= device.IsUsable;
        }

        if (isAnyFit) return;
        foreach (var device in _devices.Values)
        {
            if (!device.IsDraining && device.Standing.Recall()) IsBack(device);
        }
    }

    private bool HasFellows(PoolDevice device, DateTimeOffset now)
    {
        foreach (var other in _devices.Values)
        {
            if (other != device && !other.IsDraining && other.Standing.TakesWork(now)) return true;
        }

        return false;
    }
}
