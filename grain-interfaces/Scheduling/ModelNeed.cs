namespace Framemill.Scheduling;

/// <summary>A model that must lie in a device's memory while the work runs.</summary>
[GenerateSerializer, Immutable, Alias("framemill.scheduling.model-need")]
public sealed record ModelNeed
{
    /// <summary>Name and version.</summary>
    [Id(0)] public required string Key { get; init; }
    [Id(1)] public required long Bytes { get; init; }

    /// <summary>Expected time to load it: what a device that has it already is worth.</summary>
    [Id(2)] public required TimeSpan LoadTime { get; init; }
}
