using Framemill.Devices;
using Framemill.Scheduling;

namespace Framemill.Tests.Unit.Scheduling;

/// <summary>Work and devices for scheduling tests.</summary>
internal static class Works
{
    public static readonly DateTimeOffset Start = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    public static WorkItem Lane(string render, int order = 0, string tenant = "t") => new()
    {
        Id = $"{render}/segments/{order}",
        RenderId = render,
        Kind = WorkKind.Segments,
        Tenant = tenant,
        Since = Start,
        Order = order,
        MemoryBytes = 100,
        Frames = 60,
    };

    public static WorkItem Step(string render, WorkKind kind = WorkKind.Prepare) =>
        Lane(render) with { Id = $"{render}/{kind}/0", Kind = kind, MemoryBytes = 10, Frames = 1 };

    public static ModelNeed Model(string key = "sdxl", long bytes = 500, int loadSeconds = 30) =>
        new() { Key = key, Bytes = bytes, LoadTime = TimeSpan.FromSeconds(loadSeconds) };

    public static DeviceDescription Device(int lanes = 2, int steps = 2, long memory = 1000) =>
        new() { Pool = "cpu", LaneSlots = lanes, LightSlots = steps, MemoryBytes = memory };

    public static DeviceOffer Offer(
        long sequence, string device = "silo/a", IReadOnlyList<Lease>? held = null, params EndedLease[] ended) => new()
        {
            DeviceId = device,
            Description = Device(),
            Held = held ?? [],
            Ended = ended,
            Sequence = sequence,
        };

    public static EndedLease Ended(
        Lease lease, LeaseEnd end = LeaseEnd.Finished, int frames = 60, double seconds = 2) =>
        new() { LeaseId = lease.Id, End = end, Busy = TimeSpan.FromSeconds(seconds), Frames = frames };
}
