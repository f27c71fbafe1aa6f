using Framemill.Scheduling;

namespace Framemill.Capacity;

/// <summary>The rows of one step that are over, oldest first.</summary>
[GenerateSerializer, Immutable, Alias("framemill.capacity.rows-state")]
public sealed record CapacityRows
{
    [Id(0)] public int Schema { get; init; } = 1;
    [Id(1)] public IReadOnlyList<CapacityRow> Rows { get; init; } = [];

    /// <summary>The row that is still running, as it was when it was last written.</summary>
    [Id(2)] public CapacityRow? Running { get; init; }

    /// <summary>When the pool was looked at last.</summary>
    [Id(3)] public DateTimeOffset? Sampled { get; init; }
}

/// <summary>What was asked for lately, oldest first.</summary>
[GenerateSerializer, Immutable, Alias("framemill.capacity.demand-state")]
public sealed record CapacityDemand
{
    [Id(0)] public int Schema { get; init; } = 1;
    [Id(1)] public IReadOnlyList<DemandLine> Lines { get; init; } = [];
}

/// <summary>Work of one sort that was asked for within a minute.</summary>
[GenerateSerializer, Immutable, Alias("framemill.capacity.demand-line")]
public sealed record DemandLine([property: Id(0)] DateTimeOffset At, [property: Id(1)] DemandCount Demand);
