namespace Framemill.Devices;

/// <summary>
/// What a device, or a card in its machine, tells of itself now. What it does not tell is null: nothing is made up.
/// </summary>
[GenerateSerializer, Immutable, Alias("framemill.devices.reading")]
public sealed record DeviceReading
{
    /// <summary>Key of the device, or of a card that is no device of a pool the driver's name for it.</summary>
    [Id(0)] public required string Id { get; init; }

    /// <summary>The model, such as <c>NVIDIA H200</c>.</summary>
    [Id(1)] public required string Name { get; init; }
    [Id(2)] public long? MemoryTotalBytes { get; init; }

    /// <summary>By whomever.</summary>
    [Id(3)] public long? MemoryUsedBytes { get; init; }

    /// <summary>Part of the last moments in which it computed, 0 to 1.</summary>
    [Id(4)] public double? Utilization { get; init; }
    [Id(5)] public int? Celsius { get; init; }

    /// <summary>At which it slows itself down.</summary>
    [Id(6)] public int? CelsiusSlow { get; init; }

    /// <summary>At which it stops.</summary>
    [Id(7)] public int? CelsiusStop { get; init; }
    [Id(8)] public double? Watts { get; init; }
    [Id(9)] public double? WattsMax { get; init; }

    /// <summary>Taken since its driver was loaded.</summary>
    [Id(10)] public double? Joules { get; init; }
    [Id(11)] public int? Megahertz { get; init; }
    [Id(12)] public int? MegahertzMax { get; init; }
    [Id(13)] public SlowedBy SlowedBy { get; init; }

    /// <summary>Memory errors since its driver was loaded that were put right.</summary>
    [Id(14)] public long? ErrorsCorrected { get; init; }

    /// <summary>And those that were not.</summary>
    [Id(15)] public long? ErrorsUncorrected { get; init; }

    /// <summary>Number of the last grave error that its driver told of since the silo began (Xid); null for none.
    /// </summary>
    [Id(16)] public int? Xid { get; init; }

    /// <summary>How many of them there were.</summary>
    [Id(17)] public long Xids { get; init; }

    /// <summary>Why it could not be read: it is lost. Empty when it was.</summary>
    [Id(18)] public string Fault { get; init; } = "";
}

/// <summary>What holds a device's clocks down.</summary>
[Flags, GenerateSerializer, Alias("framemill.devices.slowed-by")]
public enum SlowedBy
{
    Nothing = 0,
    Heat = 1,
    Power = 2,
}
