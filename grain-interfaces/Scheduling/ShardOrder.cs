namespace Framemill.Scheduling;

/// <summary>What the first shard of a pool tells another: how the pool is divided, and which devices to give.</summary>
[GenerateSerializer, Immutable, Alias("framemill.scheduling.shard-order")]
public sealed record ShardOrder
{
    [Id(0)] public required PoolMap Map { get; init; }

    /// <summary>Grows with each order that gives something: one that comes twice is carried out once.</summary>
    [Id(1)] public long Number { get; init; }

    [Id(2)] public IReadOnlyList<Rehoming> Give { get; init; } = [];
}

/// <summary>Devices that a shard should give to another. They go when they hold nothing any more.</summary>
/// <param name="To">Shard that gets them.</param>
/// <param name="Slots">Lane slots together, at most.</param>
/// <param name="MemoryBytes">Each has at least so much memory.</param>
/// <param name="AtLeastOne">One goes even if it has more slots: the other shard has none at all.</param>
[GenerateSerializer, Immutable, Alias("framemill.scheduling.rehoming")]
public sealed record Rehoming(
    [property: Id(0)] int To,
    [property: Id(1)] int Slots,
    [property: Id(2)] long MemoryBytes,
    [property: Id(3)] bool AtLeastOne);
