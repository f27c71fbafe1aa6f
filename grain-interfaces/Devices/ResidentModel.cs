namespace Framemill.Devices;

/// <summary>A model that lies in a device's memory, in use or not.</summary>
[GenerateSerializer, Immutable, Alias("framemill.devices.resident-model")]
public sealed record ResidentModel([property: Id(0)] string Key, [property: Id(1)] long Bytes);
