using Orleans.Placement;

namespace Framemill.Devices;

/// <summary>Pins a grain to the silo that owns its device. Its keys are <c>{silo name}/...</c>.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class DevicePlacementAttribute() : PlacementAttribute(new DevicePlacementStrategy());
