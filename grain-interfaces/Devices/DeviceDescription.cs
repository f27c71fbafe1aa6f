namespace Framemill.Devices;

/// <summary>What a device is and can hold.</summary>
[GenerateSerializer, Immutable, Alias("framemill.devices.description")]
public sealed record DeviceDescription
{
    /// <summary>The pool it pulls from.</summary>
    [Id(0)] public required string Pool { get; init; }

    /// <summary>Lanes rendered at the same time.</summary>
    [Id(1)] public required int LaneSlots { get; init; }

    /// <summary>Prepare, sound and assemble steps at the same time: they must not wait behind long lanes.</summary>
    [Id(2)] public required int LightSlots { get; init; }
    [Id(3)] public required long MemoryBytes { get; init; }
}
