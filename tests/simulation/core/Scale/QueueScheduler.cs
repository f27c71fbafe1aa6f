using System.Globalization;
using Framemill.Capacity;
using Framemill.Scheduling;

namespace Framemill.Simulation.Scale;

/// <summary>What is usual: one queue, first come first served or by class and then so, and whoever is free takes the
/// next.</summary>
public sealed class QueueScheduler(bool byClass) : IReplayScheduler
{
    private readonly PriorityQueue<WorkItem, (int, long)> _waiting = new();
    private readonly Queue<string> _idle = new();
    private readonly HashSet<string> _isIdle = new(StringComparer.Ordinal);
    private long _order;
    private long _epoch;

    public void Enqueue(IReadOnlyList<WorkItem> work, DateTimeOffset now)
    {
        foreach (var item in work) _waiting.Enqueue(item, (Rank(item), _order++));
    }

    public IReadOnlyList<string> DevicesToWake(DateTimeOffset now)
    {
        var wake = new List<string>();
        while (wake.Count < _waiting.Count && _idle.TryDequeue(out var device))
        {
            if (_isIdle.Remove(device)) wake.Add(device);
        }

        return wake;
    }

    public IReadOnlyList<Lease> Pull(ReplayDevice device, IReadOnlyList<EndedLease> ended, DateTimeOffset now)
    {
        List<Lease>? leases = null;
        for (var free = device.Description.LaneSlots - device.Running.Count; free > 0; free--)
        {
            if (!_waiting.TryDequeue(out var work, out _))
            {
                if (_isIdle.Add(device.Id)) _idle.Enqueue(device.Id);
                break;
            }

            var id = (++_epoch).ToString(CultureInfo.InvariantCulture);
            (leases ??= []).Add(new Lease { Id = id, Work = work, Epoch = _epoch, Duration = TimeSpan.FromMinutes(1) });
        }

        return leases ?? (IReadOnlyList<Lease>)[];
    }

    public IReadOnlyList<Revocation> Preempt(DateTimeOffset now) => [];

    public double? SecondsLeft(string renderId, DateTimeOffset now) => null;

    private int Rank(WorkItem work) => !byClass ? 0 : work.Class switch
    {
        WorkClass.Interactive => 0,
        WorkClass.Standard => 1,
        _ => 2,
    };
}
