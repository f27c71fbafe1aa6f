namespace Framemill.Scheduling;

/// <summary>New work for a device, and what it must let go.</summary>
[GenerateSerializer, Immutable, Alias("framemill.scheduling.pull-answer")]
public sealed record PullAnswer
{
    [Id(0)] public IReadOnlyList<Lease> Granted { get; init; } = [];

    /// <summary>Leases that no longer hold: withdrawn, replaced, or given to another.</summary>
    [Id(1)] public IReadOnlyList<string> Revoked { get; init; } = [];

    /// <summary>Leases to give back at the end of the segment that is being made: more urgent work waits.</summary>
    [Id(2)] public IReadOnlyList<string> Yield { get; init; } = [];

    /// <summary>Key of the shard to pull from, from now on; null to stay. Only said to a device that holds nothing.
    /// </summary>
    [Id(3)] public string? Home { get; init; }
}
