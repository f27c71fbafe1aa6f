namespace Framemill.Scheduling;

/// <summary>
/// A piece of work that waits for a device. What exactly is to be done the device asks of the render.
/// </summary>
[GenerateSerializer, Immutable, Alias("framemill.scheduling.work-item")]
public sealed record WorkItem
{
    /// <summary>Made by the render: the same work has the same id for ever.</summary>
    [Id(0)] public required string Id { get; init; }
    [Id(1)] public required string RenderId { get; init; }
    [Id(2)] public required WorkKind Kind { get; init; }
    [Id(3)] public required string Tenant { get; init; }

    /// <summary>Since when its render waits or runs.</summary>
    [Id(5)] public required DateTimeOffset Since { get; init; }

    /// <summary>Place among the work of its render and kind.</summary>
    [Id(6)] public int Order { get; init; }
    [Id(7)] public required long MemoryBytes { get; init; }

    /// <summary>Frames it will make, at least 1: the measure of its length.</summary>
    [Id(8)] public required int Frames { get; init; }

    /// <summary>Grows with each failure. A higher attempt replaces a lower one, even one under lease.</summary>
    [Id(9)] public int Attempt { get; init; }

    [Id(10)] public WorkClass Class { get; init; }

    /// <summary>When its film should be done; it becomes urgent in time. Null for no deadline.</summary>
    [Id(11)] public DateTimeOffset? Deadline { get; init; }

    /// <summary>
    /// Work of one kind and profile goes at one speed on one device: say, the size of a frame. Few values.
    /// </summary>
    [Id(12)] public string Profile { get; init; } = "";

    /// <summary>Null when it needs none.</summary>
    [Id(13)] public ModelNeed? Model { get; init; }
}
