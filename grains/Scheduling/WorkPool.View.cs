namespace Framemill.Scheduling;

/// <summary>What users and operators are told, from the same numbers that schedule.</summary>
public sealed partial class WorkPool
{
    /// <summary>Of all renders at once, until something changes: many may ask between two changes.</summary>
    private Dictionary<string, QueueView>? _queue;

    public QueueView Queue(string renderId, DateTimeOffset now)
    {
        _queue ??= Queues(now);
        return _queue.GetValueOrDefault(renderId) ?? new QueueView { FramesPerSecond = FramesPerSecond() };
    }

    private Dictionary<string, QueueView> Queues(DateTimeOffset now)
    {
        var speed = FramesPerSecond();
        var views = new Dictionary<string, QueueView>(StringComparer.Ordinal);
        foreach (var held in _leases.Values.CountBy(h => h.Lease.Work.RenderId, StringComparer.Ordinal))
        {
            views.Add(held.Key, new QueueView { LeasesHeld = held.Value, FramesPerSecond = speed });
        }

        var plan = SchedulingCycle.Run(Snapshot(_devices.Values.Select(RoomOf).ToArray(), now));
        var position = 0;
        var seconds = speed is { } each ? HeldSeconds(each) : 0;
        foreach (var (work, reason) in plan.Refusals)
        {
            if (!views.ContainsKey(work.RenderId))
            {
                views.Add(work.RenderId, new QueueView
                {
                    Position = ++position,
                    WaitingBecause = WaitReasons.Words(reason),
                    SecondsAhead = speed is null ? null : seconds,
                    FramesPerSecond = speed,
                });
            }

            if (speed is { } rate) seconds += WorkCost.Seconds(work, rate);
        }

        // What fits starts with the next pull.
        const string Soon = "It starts in a moment.";
        var soon = new QueueView { Position = 1, WaitingBecause = Soon, FramesPerSecond = speed };
        foreach (var (work, _) in plan.Placements)
        {
            if (views.GetValueOrDefault(work.RenderId) is not { LeasesHeld: > 0 }) views[work.RenderId] = soon;
        }

        return views;
    }

    public PoolView View() => new()
    {
        WaitingCount = _waiting.Count,
        LeasedCount = _leases.Count,
        Devices = _devices.Keys.ToArray(),
        FramesPerSecond = FramesPerSecond(),
    };

    /// <summary>Of all lanes together; null while nothing was measured.</summary>
    private double? FramesPerSecond() =>
        _speeds.HasMeasured && _devices.Count > 0
            ? _devices.Values.Sum(d => _speeds.Of(d.Id) * d.Description.LaneSlots)
            : null;

    /// <summary>What runs is taken to be half done.</summary>
    private double HeldSeconds(double framesPerSecond) =>
        _leases.Values.Sum(h => WorkCost.Seconds(h.Lease.Work, framesPerSecond)) / 2;
}
