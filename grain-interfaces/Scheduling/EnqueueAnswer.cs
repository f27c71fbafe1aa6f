namespace Framemill.Scheduling;

/// <summary>What a pool says to whoever brings work.</summary>
[GenerateSerializer, Immutable, Alias("framemill.scheduling.enqueue-answer")]
public sealed record EnqueueAnswer
{
    /// <summary>How the pool is divided: work of tenants that are another shard's was not taken.</summary>
    [Id(0)] public required PoolMap Map { get; init; }

    /// <summary>Of the shard that was asked.</summary>
    [Id(1)] public required PoolPace Pace { get; init; }
}
