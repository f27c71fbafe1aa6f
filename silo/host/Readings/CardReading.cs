using Framemill.Devices;
using Framemill.Gpu;

namespace Framemill.Silo.Readings;

/// <summary>A card's health in the words of the control plane.</summary>
internal static class CardReading
{
    private const SlowReasons ByHeat = SlowReasons.DriverHeat | SlowReasons.HardwareHeat;
    private const SlowReasons ByPower = SlowReasons.PowerBrake;

    public static DeviceReading Of(GpuCard card, CardHealth health) => new()
    {
        Id = card.Uuid,
        Name = card.Name,
        MemoryTotalBytes = health.MemoryTotalBytes,
        MemoryUsedBytes = health.MemoryUsedBytes,
        Utilization = health.BusyPercent / 100.0,
        Celsius = health.Celsius,
        CelsiusSlow = health.CelsiusSlow,
        CelsiusStop = health.CelsiusStop,
        Watts = health.Watts,
        WattsMax = health.WattsMax,
        Joules = health.Joules,
        Megahertz = health.Megahertz,
        MegahertzMax = health.MegahertzMax,
        SlowedBy = SlowedByOf(health.SlowBecause ?? SlowReasons.None),
        ErrorsCorrected = health.ErrorsCorrected,
        ErrorsUncorrected = health.ErrorsUncorrected,
        Xid = health.Xid,
        Xids = health.Xids,
    };

    /// <summary>A card that takes as much power as it may works as it should; one whose supply gives in does not.
    /// </summary>
    private static SlowedBy SlowedByOf(SlowReasons reasons)
    {
        var heat = (reasons & ByHeat) != 0 ? SlowedBy.Heat : SlowedBy.Nothing;
        return (reasons & ByPower) != 0 ? heat | SlowedBy.Power : heat;
    }
}
