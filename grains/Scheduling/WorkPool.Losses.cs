using Framemill.Devices;

namespace Framemill.Scheduling;

/// <summary>Devices that are gone: with their silo, or unheard of for too long.</summary>
public sealed partial class WorkPool
{
    /// <summary>
    /// The devices of these silos are gone. Their work waits again; a late word of theirs is one of an old epoch.
    /// </summary>
    /// <returns>True when there is something new to pull.</returns>
    public bool Lose(IReadOnlyCollection<string> silos, DateTimeOffset now)
    {
        var waited = _queue.Count;
        var lost = _devices.Values.Where(d => silos.Contains(DeviceKey.SiloOf(d.Id)))
            .OrderBy(d => d.Id, StringComparer.Ordinal).ToArray();
        foreach (var device in lost) Lose(device, now);
        return _queue.Count > waited;
    }

    private void Lose(PoolDevice device, DateTimeOffset now)
    {
        foreach (var held in device.Leases.ToArray())
        {
            Revoke(held, now);
            PutBack(held.Lease.Work, now);
        }

        RemoveDevice(device);
    }
}
