namespace Framemill.Scheduling;

/// <summary>Into how many shards a pool is divided. The one with the highest epoch holds.</summary>
[GenerateSerializer, Immutable, Alias("framemill.scheduling.pool-map")]
public sealed record PoolMap([property: Id(0)] long Epoch, [property: Id(1)] int Shards)
{
    /// <summary>Epoch of the division that it came after: who goes by an older one has missed some.</summary>
    [Id(2)] public long Before { get; init; }

    /// <summary>What is taken to hold until something else was heard: one grain is the whole pool.</summary>
    public static readonly PoolMap Single = new(0, 1);
}
