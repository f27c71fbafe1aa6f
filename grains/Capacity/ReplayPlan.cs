using Framemill.Scheduling;

namespace Framemill.Capacity;

/// <summary>What is played: who asks for what, and what there is to do it.</summary>
public sealed record ReplayPlan
{
    public required DateTimeOffset Start { get; init; }

    /// <summary>Length of the replay; what is not done by then stays undone.</summary>
    public required double Seconds { get; init; }
    public required IReadOnlyList<ReplayDevice> Devices { get; init; }

    /// <summary>In the order of time.</summary>
    public required IEnumerable<ReplayArrival> Arrivals { get; init; }

    /// <summary>Frames a second of one lane slot of a device of speed 1.</summary>
    public required Func<WorkItem, double> FramesPerSecond { get; init; }

    /// <summary>How much faster than expected this lease goes; 1 for as expected.</summary>
    public Func<Lease, double> Noise { get; init; } = _ => 1;
    public int SegmentFrames { get; init; } = 60;
    public int LanesAnnouncedMax { get; init; } = 32;

    /// <summary>Every so many films are asked for their forecast; 0 for none.</summary>
    public int ForecastEvery { get; init; }

    /// <summary>Length of the windows over which fairness is judged and the course is told.</summary>
    public double WindowSeconds { get; init; } = 600;
}
