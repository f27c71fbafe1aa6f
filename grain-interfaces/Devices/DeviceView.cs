namespace Framemill.Devices;

/// <summary>A device at one moment, for operators.</summary>
[GenerateSerializer, Immutable, Alias("framemill.devices.view")]
public sealed record DeviceView
{
    [Id(0)] public required DeviceDescription? Description { get; init; }
    [Id(1)] public required IReadOnlyList<string> WorkIds { get; init; }
    [Id(2)] public required long BookedBytes { get; init; }
    [Id(3)] public required bool IsDraining { get; init; }
}
