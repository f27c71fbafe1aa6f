namespace Framemill.Scheduling;

/// <summary>What is free on a device, and what it has when it is idle.</summary>
public sealed record DeviceRoom
{
    public required string DeviceId { get; init; }
    public required int FreeLaneSlots { get; init; }
    public required int FreeLightSlots { get; init; }
    public required long FreeBytes { get; init; }
    public required long TotalBytes { get; init; }
    public bool IsDraining { get; init; }

    public int FreeSlots(WorkKind kind) => kind == WorkKind.Segments ? FreeLaneSlots : FreeLightSlots;

    public bool Holds(WorkItem work) => !IsDraining && FreeSlots(work.Kind) > 0 && FreeBytes >= work.MemoryBytes;

    public DeviceRoom Without(WorkItem work) => this with
    {
        FreeLaneSlots = FreeLaneSlots - (work.Kind == WorkKind.Segments ? 1 : 0),
        FreeLightSlots = FreeLightSlots - (work.Kind == WorkKind.Segments ? 0 : 1),
        FreeBytes = FreeBytes - work.MemoryBytes,
    };
}
