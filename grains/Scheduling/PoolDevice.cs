using Framemill.Devices;

namespace Framemill.Scheduling;

/// <summary>What a pool knows of one of its devices.</summary>
internal sealed record PoolDevice
{
    public required string Id { get; init; }
    public required DeviceDescription Description { get; init; }
    public required DateTimeOffset LastSeen { get; init; }

    /// <summary>Of the newest offer: one that was overtaken says nothing any more.</summary>
    public required long Sequence { get; init; }
    public required bool IsDraining { get; init; }
}
