namespace Framemill.Scheduling;

/// <summary>
/// Said by a shard to another while a pool is divided anew: which leases it still has of work that is the other's now.
/// It replaces what was said before; whatever it does not name is over.
/// </summary>
[GenerateSerializer, Immutable, Alias("framemill.scheduling.shard-notice")]
public sealed record ShardNotice
{
    [Id(0)] public required int From { get; init; }

    /// <summary>The division that it goes by: it grants nothing of the other's tenants from now on.</summary>
    [Id(1)] public required PoolMap Map { get; init; }

    /// <summary>Grows with every notice of the shard, also across the loss of its memory.</summary>
    [Id(2)] public required long Sequence { get; init; }

    /// <summary>Highest epoch of all leases that it gave out: later ones of the same work must be above it.</summary>
    [Id(3)] public required long Epoch { get; init; }

    [Id(4)] public required IReadOnlyList<ForeignLease> Leases { get; init; }
}

/// <summary>A lease of another shard.</summary>
[GenerateSerializer, Immutable, Alias("framemill.scheduling.foreign-lease")]
public sealed record ForeignLease
{
    [Id(0)] public required string LeaseId { get; init; }
    [Id(1)] public required string WorkId { get; init; }
    [Id(2)] public required string RenderId { get; init; }
    [Id(3)] public required string Tenant { get; init; }
    [Id(4)] public required long Epoch { get; init; }
    [Id(5)] public required int Attempt { get; init; }
    [Id(6)] public required bool IsLane { get; init; }
}
