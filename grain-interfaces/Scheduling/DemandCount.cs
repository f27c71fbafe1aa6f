namespace Framemill.Scheduling;

/// <summary>How much work of one sort was asked for.</summary>
[GenerateSerializer, Immutable, Alias("framemill.scheduling.demand-count")]
public sealed record DemandCount
{
    /// <summary>Empty where tenants are too many to be told apart.</summary>
    [Id(0)] public required string Tenant { get; init; }
    [Id(1)] public required WorkClass Class { get; init; }
    [Id(2)] public required WorkKind Kind { get; init; }
    [Id(3)] public required string Profile { get; init; }
    [Id(4)] public required long MemoryBytes { get; init; }
    [Id(5)] public required long Count { get; init; }
    [Id(6)] public required long Frames { get; init; }
}
