using System.Globalization;

namespace Framemill.Devices;

/// <summary>What a reading says of a device's health, by itself or beside the one before.</summary>
/// <param name="IsEvent">It happened between the two: the next reading says nothing of it any more.</param>
public readonly record struct ReadingVerdict(DeviceHealth Health, HealthCause Cause, string Words, bool IsEvent = false)
{
    /// <summary>Memory of which less is free is as good as gone.</summary>
    private const double FreePartMin = 0.03;

    /// <summary>So near to where it stops, a device gets no work that would heat it on.</summary>
    private const int DegreesBeforeStop = 2;

    /// <summary>
    /// Errors (Xid) after which a card is not to be trusted until somebody looked or reset it: halted, memory errors
    /// not contained, rows not remapped, off the bus, its own processor silent. Others are the doing of programs.
    /// </summary>
    private static readonly int[] s_graveXids = [46, 48, 62, 64, 74, 79, 95, 119, 120, 140];

    public static readonly ReadingVerdict Sound = new(DeviceHealth.Healthy, HealthCause.None, "");

    /// <param name="before">The last reading of the same device; null for none.</param>
    public static ReadingVerdict Of(DeviceReading reading, DeviceReading? before)
    {
        if (reading.Fault.Length > 0)
            return new(DeviceHealth.Out, HealthCause.Lost, $"Its driver does not reach it: {reading.Fault}");
        if (before is { Fault.Length: 0 } && Event(reading, before) is { } happened) return happened;
        if (reading.Celsius >= reading.CelsiusStop - DegreesBeforeStop)
            return new(DeviceHealth.Out, HealthCause.Heat, Text($"It is {reading.Celsius} °C hot."));
        if (reading is { MemoryTotalBytes: > 0 and var total, MemoryUsedBytes: { } used }
            && total - used < FreePartMin * total)
        {
            return new(DeviceHealth.Probation, HealthCause.MemoryShort,
                Text($"Of its {total >> 20} MiB of memory {Math.Max(0, total - used) >> 20} are free."));
        }

        if (reading.SlowedBy.HasFlag(SlowedBy.Heat) || reading.Celsius >= reading.CelsiusSlow)
            return new(DeviceHealth.Degraded, HealthCause.Heat, Text($"It is hot ({reading.Celsius} °C) and slow."));
        return reading.SlowedBy.HasFlag(SlowedBy.Power)
            ? new(DeviceHealth.Degraded, HealthCause.Power, "Its power supply gives in, so it is slow.")
            : Sound;
    }

    private static ReadingVerdict? Event(DeviceReading reading, DeviceReading before)
    {
        if (reading.Xids > before.Xids && s_graveXids.Contains(reading.Xid ?? 0))
        {
            return new(DeviceHealth.Out, HealthCause.DriverErrors,
                Text($"Its driver told of a grave error (Xid {reading.Xid})."), IsEvent: true);
        }

        return reading.ErrorsUncorrected > before.ErrorsUncorrected
            ? new(DeviceHealth.Out, HealthCause.MemoryErrors,
                Text($"Its memory lost bits ({reading.ErrorsUncorrected} errors)."), IsEvent: true)
            : null;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
