using Framemill.Devices;

namespace Framemill.Scheduling;

/// <summary>
/// What a pool measured since its memory began. Counters only grow until <see cref="Since"/> changes.
/// </summary>
[GenerateSerializer, Immutable, Alias("framemill.scheduling.pool-telemetry")]
public sealed record PoolTelemetry
{
    [Id(0)] public required string Pool { get; init; }
    [Id(1)] public required DateTimeOffset Since { get; init; }
    [Id(2)] public required DateTimeOffset Now { get; init; }
    [Id(3)] public required IReadOnlyList<DeviceTelemetry> Devices { get; init; }
    [Id(4)] public required IReadOnlyList<ClassTelemetry> Classes { get; init; }

    /// <summary>Expected slot seconds of all lanes that wait.</summary>
    [Id(5)] public required double WaitingSeconds { get; init; }

    /// <summary>How many lane slots more (or, below zero, fewer) would do.</summary>
    [Id(6)] public required int SlotsWanted { get; init; }

    /// <summary>Why, in words.</summary>
    [Id(7)] public required string Hint { get; init; }

    /// <summary>All work that came, by sort.</summary>
    [Id(8)] public required IReadOnlyList<DemandCount> Demand { get; init; }
    [Id(9)] public IReadOnlyList<ProfileSpeed> Speeds { get; init; } = [];

    /// <summary>Grains that share its tenants and devices.</summary>
    [Id(10)] public int Shards { get; init; } = 1;
}

/// <summary>One device. Seconds are of one lane slot: a device with two slots gathers two a second.</summary>
[GenerateSerializer, Immutable, Alias("framemill.scheduling.device-telemetry")]
public sealed record DeviceTelemetry
{
    [Id(0)] public required string Id { get; init; }
    [Id(1)] public required int LaneSlots { get; init; }
    [Id(2)] public required int LanesHeld { get; init; }
    [Id(3)] public required int StepsHeld { get; init; }
    [Id(4)] public required long MemoryBytes { get; init; }
    [Id(5)] public required long MemoryHeldBytes { get; init; }
    [Id(6)] public required double BusySeconds { get; init; }

    /// <summary>Part of <see cref="BusySeconds"/> in which models were loaded.</summary>
    [Id(7)] public required double LoadingSeconds { get; init; }

    /// <summary>Slots were free, and what waited did not fit into the memory.</summary>
    [Id(8)] public required double BlockedSeconds { get; init; }
    [Id(9)] public required double IdleSeconds { get; init; }

    /// <summary>Compared with its fellows; 1 until it was measured.</summary>
    [Id(10)] public required double Speed { get; init; }

    /// <summary>working, draining, out, or moving: it goes to another shard when it holds nothing.</summary>
    [Id(11)] public required string State { get; init; }
    [Id(12)] public required int LightSlots { get; init; }
    [Id(13)] public required double FramesPerSecond { get; init; }
    [Id(14)] public DeviceHealth Health { get; init; }

    /// <summary>What its health comes from.</summary>
    [Id(15)] public HealthCause Cause { get; init; }

    /// <summary>The same in words; empty while it is healthy.</summary>
    [Id(16)] public string Because { get; init; } = "";

    /// <summary>Of the device itself, under its key, and of cards in its machine.</summary>
    [Id(17)] public IReadOnlyList<DeviceReading> Readings { get; init; } = [];
}

/// <summary>Work of one class: what waits now, and how long what started had waited.</summary>
[GenerateSerializer, Immutable, Alias("framemill.scheduling.class-telemetry")]
public sealed record ClassTelemetry
{
    [Id(0)] public required WorkClass Class { get; init; }
    [Id(1)] public required int WaitingCount { get; init; }
    [Id(2)] public required double OldestWaitSeconds { get; init; }
    [Id(3)] public required long StartedCount { get; init; }
    [Id(4)] public required double WaitSeconds { get; init; }

    /// <summary>Starts after at most the wait of the same place in <see cref="WaitBounds"/>; the last is without end.
    /// </summary>
    [Id(5)] public required IReadOnlyList<long> WaitBuckets { get; init; }
    [Id(6)] public required long FinishedCount { get; init; }
    [Id(7)] public required long FailedCount { get; init; }
    [Id(8)] public required double BusySeconds { get; init; }

    /// <summary>Upper bounds of waits in seconds.</summary>
    public static readonly IReadOnlyList<double> WaitBounds =
        [0.1, 0.3, 1, 3, 10, 30, 60, 120, 300, 600, 1_800, 3_600, 14_400];
}
