using Framemill.Scheduling;

namespace Framemill.Capacity;

/// <summary>A film that is asked for in a replay.</summary>
public sealed record ReplayArrival
{
    /// <summary>Seconds from the beginning.</summary>
    public required double At { get; init; }
    public required string RenderId { get; init; }
    public required string Tenant { get; init; }
    public required WorkClass Class { get; init; }
    public required int Lanes { get; init; }
    public required int FramesPerLane { get; init; }

    /// <summary>Of the first lane, which is short so that watching can begin; 0 where it is like the others.</summary>
    public int FirstLaneFrames { get; init; }
    public required long MemoryBytes { get; init; }
    public string Profile { get; init; } = "";
    public WorkKind Kind { get; init; } = WorkKind.Segments;
    public ModelNeed? Model { get; init; }
}
