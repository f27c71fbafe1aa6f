using Framemill.Devices;
using Framemill.Scheduling;

namespace Framemill.Api.Devices;

/// <summary>A device as an operator sees it.</summary>
internal sealed record DeviceAnswer
{
    /// <summary>Silo and device, as the routes take them: <c>local/cpu0</c>.</summary>
    public required string Id { get; init; }

    /// <summary>
    /// working, draining (nothing new until it is resumed), out (nothing new until it is tried again) or moving (on its
    /// way to another part of its pool).
    /// </summary>
    public required string State { get; init; }

    /// <summary>healthy, degraded (slower than it should), probation (one small lease at a time) or out.</summary>
    public required string Health { get; init; }

    /// <summary>Why it is not healthy; null when it is.</summary>
    public string? Because { get; init; }
    public required int LaneSlots { get; init; }

    /// <summary>Lanes and steps that it is at; a drained device is free to go when both are 0.</summary>
    public required int LanesHeld { get; init; }
    public required int StepsHeld { get; init; }
    public required long MemoryBytes { get; init; }
    public required long MemoryHeldBytes { get; init; }

    /// <summary>What it and the cards in its machine tell of themselves; what one does not tell is absent.</summary>
    public required IReadOnlyList<DeviceReading> Readings { get; init; }

    public static DeviceAnswer Of(DeviceTelemetry device) => new()
    {
        Id = device.Id,
        State = device.State,
        Health = Words(device.Health),
        Because = device.Because.Length > 0 ? device.Because : null,
        LaneSlots = device.LaneSlots,
        LanesHeld = device.LanesHeld,
        StepsHeld = device.StepsHeld,
        MemoryBytes = device.MemoryBytes,
        MemoryHeldBytes = device.MemoryHeldBytes,
        Readings = device.Readings,
    };

    private static string Words(DeviceHealth health) => health switch
    {
        DeviceHealth.Healthy => "healthy",
        DeviceHealth.Degraded => "degraded",
        DeviceHealth.Probation => "probation",
        DeviceHealth.Out => "out",
        _ => throw new ArgumentOutOfRangeException(nameof(health)),
    };
}
