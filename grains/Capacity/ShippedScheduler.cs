using Framemill.Scheduling;

namespace Framemill.Capacity;

/// <summary>The scheduler that runs in a pool.</summary>
public sealed class ShippedScheduler(SchedulingOptions options) : IReplayScheduler
{
    private readonly WorkPool _pool = new(options);
    private long _sequence;

    public void Enqueue(IReadOnlyList<WorkItem> work, DateTimeOffset now) => _pool.Enqueue(work, now);

    public IReadOnlyList<string> DevicesToWake(DateTimeOffset now) => _pool.DevicesToWake(now);

    public IReadOnlyList<Lease> Pull(ReplayDevice device, IReadOnlyList<EndedLease> ended, DateTimeOffset now)
    {
        var held = device.Running.Count == 0 ? [] : new Lease[device.Running.Count];
        for (var i = 0; i < held.Length; i++) held[i] = device.Running[i].Lease;
        return _pool.Pull(
            new DeviceOffer
            {
                DeviceId = device.Id,
                Description = device.Description,
                Held = held,
                Ended = ended,
                Sequence = ++_sequence,
                Models = device.Models,
            },
            now).Granted;
    }

    public IReadOnlyList<Revocation> Preempt(DateTimeOffset now) => _pool.Preempt(now);

    public double? SecondsLeft(string renderId, DateTimeOffset now) => _pool.Queue(renderId, now).SecondsLeft;
}
