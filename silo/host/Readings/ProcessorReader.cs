using System.Globalization;
using Framemill.Devices;

namespace Framemill.Silo.Readings;

/// <summary>
/// What Linux tells of the processor and its memory, in <c>/proc</c> and <c>/sys</c>. Elsewhere, and where a file is
/// missing or unreadable, nothing is told. Not to be shared by threads.
/// </summary>
/// <param name="root">Folder in which <c>proc</c> and <c>sys</c> lie.</param>
internal sealed class ProcessorReader(string root)
{
    private const long BytesPerKilobyte = 1_024;
    private const int MilliDegrees = 1_000;

    /// <summary>Drivers of sensors in processors, by the names that they give.</summary>
    private static readonly string[] s_processorSensors = ["coretemp", "k10temp", "zenpower", "cpu_thermal"];

    private readonly string _name = NameIn(Path.Combine(root, "proc/cpuinfo"));
    private (long Busy, long All)? _before;

    public DeviceReading Read(string deviceKey)
    {
        var total = Memory("MemTotal");
        var free = Memory("MemAvailable");
        var (celsius, slow, stop) = Hottest();
        return new DeviceReading
        {
            Id = deviceKey,
            Name = _name,
            MemoryTotalBytes = total,
            MemoryUsedBytes = total - free,
            Utilization = BusySinceBefore(),
            Celsius = celsius,
            CelsiusSlow = slow,
            CelsiusStop = stop,
        };
    }

    private static string NameIn(string file)
    {
        var line = Lines(file).FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal));
        return line is null ? "CPU" : line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
    }

    private long? Memory(string what)
    {
        var line = Lines(Path.Combine(root, "proc/meminfo"))
            .FirstOrDefault(l => l.StartsWith(what + ":", StringComparison.Ordinal));
        var parts = line?.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return parts is [_, var number, ..] && Number(number) is { } kilobytes ? kilobytes * BytesPerKilobyte : null;
    }

    /// <summary>Part of all cores' time since it was asked last; null the first time.</summary>
    private double? BusySinceBefore()
    {
        var times = Lines(Path.Combine(root, "proc/stat")).FirstOrDefault()
            ?.Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(Number).ToArray();
        // user nice system idle iowait irq softirq steal: the last two more are parts of the first.
        if (times is not { Length: >= 8 } || times.Take(8).Any(t => t is null)) return null;
        var all = times.Take(8).Sum(t => t!.Value);
        var busy = all - times[3]!.Value - times[4]!.Value;
        var before = _before;
        _before = (busy, all);
        return before is var (busyThen, allThen) && all > allThen
            ? Math.Clamp((double)(busy - busyThen) / (all - allThen), 0, 1)
            : null;
    }

    /// <summary>The hottest sensor of the processor, with the bounds that it gives.</summary>
    private (int? Celsius, int? Slow, int? Stop) Hottest()
    {
        (int? Celsius, int? Slow, int? Stop) hottest = default;
        foreach (var folder in Folders(Path.Combine(root, "sys/class/hwmon")))
        {
            if (!s_processorSensors.Contains(Lines(Path.Combine(folder, "name")).FirstOrDefault())) continue;
            for (var i = 1; Degrees(folder, i, "input") is { } celsius; i++)
            {
                if (celsius > (hottest.Celsius ?? int.MinValue))
                    hottest = (celsius, Degrees(folder, i, "max"), Degrees(folder, i, "crit"));
            }
        }

        return hottest;
    }

    private static int? Degrees(string folder, int sensor, string what)
    {
        var file = string.Create(CultureInfo.InvariantCulture, $"temp{sensor}_{what}");
        return Lines(Path.Combine(folder, file)).FirstOrDefault() is { } text && Number(text) is { } degrees
            ? (int)(degrees / MilliDegrees)
            : null;
    }

    private static long? Number(string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    private static IEnumerable<string> Folders(string folder) =>
        Directory.Exists(folder) ? Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal) : [];

    private static string[] Lines(string file)
    {
        try
        {
            return File.Exists(file) ? File.ReadAllLines(file) : [];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
