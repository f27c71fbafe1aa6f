namespace Framemill.Scheduling;

/// <summary>A pool at one moment, for operators.</summary>
[GenerateSerializer, Immutable, Alias("framemill.scheduling.pool-view")]
public sealed record PoolView
{
    [Id(0)] public required int WaitingCount { get; init; }
    [Id(1)] public required int LeasedCount { get; init; }
    [Id(2)] public required IReadOnlyList<string> Devices { get; init; }
    [Id(3)] public double? FramesPerSecond { get; init; }
    [Id(4)] public required PoolMap Map { get; init; }
}
