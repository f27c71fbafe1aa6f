using Orleans.Runtime;

namespace Framemill.Devices;

/// <summary>Where the device is: on the silo that the grain's key begins with, or nowhere.</summary>
[Serializable, GenerateSerializer, Immutable, Alias("framemill.devices.placement")]
public sealed class DevicePlacementStrategy : PlacementStrategy;
