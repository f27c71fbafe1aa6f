namespace Framemill.Gpu;

/// <summary>Why a card's clocks are held down; the bits are NVML's (nvmlClocksThrottleReasons).</summary>
[Flags]
public enum SlowReasons : ulong
{
    None = 0,

    /// <summary>It has nothing to do.</summary>
    Idle = 0x1,

    /// <summary>As somebody set it.</summary>
    Settings = 0x2,

    /// <summary>It takes as much power as it may.</summary>
    PowerCap = 0x4,

    /// <summary>Heat or power, by the hardware's own doing; one of the two below says which.</summary>
    Hardware = 0x8,

    /// <summary>It goes as slowly as another that it works beside.</summary>
    SyncBoost = 0x10,

    /// <summary>Its driver finds it too hot.</summary>
    DriverHeat = 0x20,

    /// <summary>It is too hot by far.</summary>
    HardwareHeat = 0x40,

    /// <summary>Its power supply asks for less.</summary>
    PowerBrake = 0x80,

    /// <summary>As the display wants it.</summary>
    Display = 0x100,
}
