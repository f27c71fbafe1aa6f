using Framemill.Scheduling;

namespace Framemill.Api.Devices;

/// <summary>A device as an operator sees it.</summary>
internal sealed record DeviceAnswer
{
    /// <summary>Silo and device, as the routes take them: <c>local/cpu0</c>.</summary>
    public required string Id { get; init; }

    /// <summary>
    /// working, draining (nothing new until it is resumed), resting (it failed too often) or moving (on its way to
    /// another part of its pool).
    /// </summary>
    public required string State { get; init; }
    public required int LaneSlots { get; init; }

    /// <summary>Lanes and steps that it is at; a drained device is free to go when both are 0.</summary>
    public required int LanesHeld { get; init; }
    public required int StepsHeld { get; init; }
    public required long MemoryBytes { get; init; }
    public required long MemoryHeldBytes { get; init; }

    public static DeviceAnswer Of(DeviceTelemetry device) => new()
    {
        Id = device.Id,
        State = device.State,
        LaneSlots = device.LaneSlots,
        LanesHeld = device.LanesHeld,
        StepsHeld = device.StepsHeld,
        MemoryBytes = device.MemoryBytes,
        MemoryHeldBytes = device.MemoryHeldBytes,
    };
}
