using Framemill.Devices;

namespace Framemill.Scheduling;

/// <summary>Devices that are gone: with their silo, or unheard of for too long.</summary>
public sealed partial class WorkPool
{
    /// <summary>
    /// The newest offer of devices that were lost, for as long as one that is still on its way may come.
    /// </summary>
    private readonly Dictionary<string, (long Sequence, DateTimeOffset Until)> _lost = new(StringComparer.Ordinal);

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

        _lost[device.Id] = (device.Sequence, now + _options.RevokedKeptFor);
        RemoveDevice(device);
    }

    /// <summary>A newer offer was heard, from the device or from the one that it was before it was lost.</summary>
    public bool IsOvertaken(DeviceOffer offer) => IsOvertaken(offer, _devices.GetValueOrDefault(offer.DeviceId));

    private bool IsOvertaken(DeviceOffer offer, PoolDevice? device) =>
        device is not null ? offer.Sequence <= device.Sequence
        : _lost.TryGetValue(offer.DeviceId, out var lost) && offer.Sequence <= lost.Sequence;

    /// <summary>A device that is soon back is as fast as it was.</summary>
    private void ForgetLost(DateTimeOffset now)
    {
        foreach (var (id, lost) in _lost)
        {
            if (lost.Until > now) continue;
            _lost.Remove(id);
            if (!_devices.ContainsKey(id)) _speeds.Forget(id);
        }
    }
}
