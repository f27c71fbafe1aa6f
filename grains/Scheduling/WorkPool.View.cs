namespace Framemill.Scheduling;

/// <summary>What users and operators are told, from the same numbers that schedule.</summary>
public sealed partial class WorkPool
{
    public QueueView Queue(string renderId, DateTimeOffset now)
    {
        var held = _leases.Values.Count(h => h.Lease.Work.RenderId == renderId);
        var speed = FramesPerSecond();
        var view = new QueueView { LeasesHeld = held, FramesPerSecond = speed };
        if (held > 0 || !_waiting.Values.Any(w => w.RenderId == renderId)) return view;

        var plan = SchedulingCycle.Run(Snapshot(_devices.Values.Select(RoomOf).ToArray(), now));
        var ahead = new HashSet<string>(StringComparer.Ordinal);
        double seconds = 0;
        foreach (var refusal in plan.Refusals)
        {
            if (refusal.Work.RenderId == renderId)
            {
                return view with
                {
                    Position = ahead.Count + 1,
                    WaitingBecause = WaitReasons.Words(refusal.Reason),
                    SecondsAhead = speed is { } each ? seconds + HeldSeconds(each) : null,
                };
            }

            ahead.Add(refusal.Work.RenderId);
            if (speed is { } rate) seconds += WorkCost.Seconds(refusal.Work, rate);
        }

        // All that waits of it fits: it starts with the next pull.
        return view with { Position = 1, WaitingBecause = "It starts in a moment." };
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
