namespace Framemill.Devices;

/// <summary>How well a device is, as its pool judges by its readings and by how work ends on it.</summary>
[GenerateSerializer, Alias("framemill.devices.health")]
public enum DeviceHealth
{
    Healthy = 0,

    /// <summary>It works, slower than it should.</summary>
    Degraded = 1,

    /// <summary>It is tried with one small lease at a time.</summary>
    Probation = 2,

    /// <summary>It gets nothing for a while.</summary>
    Out = 3,
}

/// <summary>What a device's health comes from.</summary>
[GenerateSerializer, Alias("framemill.devices.health-cause")]
public enum HealthCause
{
    None = 0,

    /// <summary>Work failed on it that others did, or might do.</summary>
    Failures = 1,

    /// <summary>Work takes longer on it than it used to.</summary>
    Slowness = 2,
    Heat = 3,
    Power = 4,

    /// <summary>Others use its machine's memory up.</summary>
    MemoryShort = 5,

    /// <summary>Its memory lost bits.</summary>
    MemoryErrors = 6,

    /// <summary>Its driver told of a grave error.</summary>
    DriverErrors = 7,

    /// <summary>Its driver does not reach it any more.</summary>
    Lost = 8,
}
