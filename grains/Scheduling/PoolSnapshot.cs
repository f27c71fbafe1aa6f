namespace Framemill.Scheduling;

/// <summary>All that one scheduling cycle may look at.</summary>
public sealed record PoolSnapshot
{
    public required IReadOnlyCollection<WorkItem> Waiting { get; init; }
    public required IReadOnlyList<DeviceRoom> Devices { get; init; }

    /// <summary>Device seconds that each tenant used lately; a tenant that is not named used none.</summary>
    public required IReadOnlyDictionary<string, double> Used { get; init; }

    /// <summary>Frames a second one lane makes: what waiting work is expected to cost.</summary>
    public required double FramesPerSecond { get; init; }
}
