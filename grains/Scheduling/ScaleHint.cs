using System.Globalization;

namespace Framemill.Scheduling;

/// <summary>What an autoscaler should do, and why.</summary>
public static class ScaleHint
{
    /// <summary>Lane slots to add, or below zero to take away, with the reason in words.</summary>
    /// <param name="waitingSeconds">Slot seconds of all lanes that wait.</param>
    public static (int Slots, string Reason) Of(
        double waitingSeconds, IReadOnlyList<DeviceTelemetry> devices, SchedulingOptions options)
    {
        var usable = devices.Where(d => d.State == "working").ToArray();
        var slots = usable.Sum(d => d.LaneSlots);
        var held = usable.Sum(d => d.LanesHeld);
        var target = options.ScaleWithin.TotalSeconds;
        if (slots == 0)
        {
            return waitingSeconds > 0
                ? (Up(waitingSeconds / target), "Work waits and no device takes any.")
                : (0, "Nothing waits and no device is there.");
        }

        var wait = waitingSeconds / slots;
        if (wait > target)
        {
            var more = Up(waitingSeconds / target) - slots;
            return (Math.Max(1, more), Text($"What waits takes {wait:F0} s; it should take {target:F0} s."));
        }

        var free = slots - held;
        return waitingSeconds == 0 && free > options.SpareSlots
            ? (options.SpareSlots - free, Text($"Nothing waits and {free} of {slots} slots are free."))
            : (0, Text($"What waits takes {wait:F0} s, and {free} of {slots} slots are free."));
    }

    private static int Up(double slots) => (int)Math.Min(1_000_000, Math.Ceiling(slots));

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
