using Framemill.Capacity;
using Framemill.Scheduling;

namespace Framemill.Api.Capacity;

/// <summary>A pool now, and how it was used.</summary>
internal sealed record CapacityAnswer
{
    public required string Pool { get; init; }

    /// <summary>All pools that may be asked for.</summary>
    public required IReadOnlyList<string> Pools { get; init; }
    public required PoolTelemetry Now { get; init; }

    /// <summary>minute or hour.</summary>
    public required string Step { get; init; }

    /// <summary>Oldest first; the last row is still running.</summary>
    public required IReadOnlyList<CapacityRow> History { get; init; }
}
