namespace Framemill.Scheduling;

/// <summary>How a shard of a pool stands: said about once a second to the first shard, which compares.</summary>
[GenerateSerializer, Immutable, Alias("framemill.scheduling.shard-report")]
public sealed record ShardReport
{
    [Id(0)] public required int Shard { get; init; }
    [Id(1)] public required PoolMap Map { get; init; }

    /// <summary>Devices that take work and stay.</summary>
    [Id(2)] public required int Devices { get; init; }

    /// <summary>Lane slots of them.</summary>
    [Id(3)] public required int LaneSlots { get; init; }

    /// <summary>Lane slots of devices that are on their way to another shard, by the shard they go to.</summary>
    [Id(4)] public IReadOnlyDictionary<int, int> Leaving { get; init; } = new Dictionary<int, int>();

    /// <summary>What its tenants hold and want: the largest one by one, the others added up.</summary>
    [Id(5)] public required IReadOnlyList<TenantDemand> Demand { get; init; }

    /// <summary>Bytes of the largest work that none of its devices could ever hold; 0 for none.</summary>
    [Id(6)] public long BytesMissing { get; init; }

    /// <summary>It holds devices, leases or work.</summary>
    [Id(7)] public required bool IsInUse { get; init; }
}

/// <summary>What a tenant, or several of a shard together, would use now.</summary>
/// <param name="Weight">Of its share, added up.</param>
/// <param name="Slots">Lanes that it holds and pieces of work that wait.</param>
[GenerateSerializer, Immutable, Alias("framemill.scheduling.tenant-demand")]
public sealed record TenantDemand([property: Id(0)] double Weight, [property: Id(1)] double Slots);
