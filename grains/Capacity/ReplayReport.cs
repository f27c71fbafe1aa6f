using Framemill.Scheduling;

namespace Framemill.Capacity;

/// <summary>What came of a replay.</summary>
public sealed record ReplayReport
{
    public required long FilmsCame { get; init; }
    public required long FilmsDone { get; init; }
    public required long Leases { get; init; }
    public required long Preempted { get; init; }

    /// <summary>Busy slot seconds of all there were, 0 to 1; and the part in which models were loaded.</summary>
    public required double Utilisation { get; init; }
    public required double Loading { get; init; }

    /// <summary>
    /// Jain's index of the slot seconds that tenants got in windows through which all of them had work waiting: 1 is
    /// equal. NaN when that never happened.
    /// </summary>
    public required double JainIndex { get; init; }
    public required IReadOnlyDictionary<WorkClass, ReplayTimes> Times { get; init; }

    /// <summary>Median of |forecast - truth| / truth over the films that were asked; NaN when none was.</summary>
    public required double ForecastError { get; init; }
    public required int Forecasts { get; init; }
    public required IReadOnlyList<ReplayWindow> Course { get; init; }

    /// <summary>
    /// Real time of one call of the scheduler: the median and the 99th percentile, to a quarter of a power of two. A
    /// mean would be of the machine's other work too.
    /// </summary>
    public required TimeSpan CallMedian { get; init; }
    public required TimeSpan Call99 { get; init; }
    public required long SchedulerCalls { get; init; }

    /// <summary>Bytes allocated in the scheduler's calls.</summary>
    public required long SchedulerBytes { get; init; }
}

/// <summary>Seconds from asking to the first start, and to the end, of the films of one class.</summary>
public sealed record ReplayTimes(
    long Count, double WaitMedian, double Wait95, double Wait99, double DoneMedian, double Done95);

/// <summary>A stretch of a replay: mean busy slots, waiting slot seconds at its end, films done in it.</summary>
public sealed record ReplayWindow(double At, double BusySlots, double WaitingLanes, long Done);
