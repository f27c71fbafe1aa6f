namespace Framemill.Capacity;

/// <summary>How a pool was used in one minute or hour. Seconds are of one lane slot. Written to disk.</summary>
[GenerateSerializer, Immutable, Alias("framemill.capacity.row")]
public sealed record CapacityRow
{
    /// <summary>Its beginning, in UTC.</summary>
    [Id(0)] public required DateTimeOffset At { get; init; }
    [Id(1)] public double BusySeconds { get; init; }

    /// <summary>Part of <see cref="BusySeconds"/>.</summary>
    [Id(2)] public double LoadingSeconds { get; init; }
    [Id(3)] public double BlockedSeconds { get; init; }
    [Id(4)] public double IdleSeconds { get; init; }

    /// <summary>
    /// By class, in the order of its numbers: pieces of work that started, and how long they had waited.
    /// </summary>
    [Id(5)] public IReadOnlyList<long> Started { get; init; } = new long[3];
    [Id(6)] public IReadOnlyList<double> WaitSeconds { get; init; } = new double[3];
    [Id(7)] public long Finished { get; init; }
    [Id(8)] public long Failed { get; init; }

    /// <summary>Most slot seconds that waited at one time.</summary>
    [Id(9)] public double WaitingSecondsMost { get; init; }

    /// <summary>Longest that anything had been waiting.</summary>
    [Id(10)] public double OldestWaitSeconds { get; init; }
    [Id(11)] public int DevicesMost { get; init; }
}
