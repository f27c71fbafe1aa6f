using System.Globalization;

namespace Framemill.Benchmarks.Versus;

/// <summary>What a process and all that it started used, read from the kernel.</summary>
internal static class Usage
{
    private const double TicksPerSecond = 100;

    // Places in /proc/PID/stat after the name: bytes of address space, resident pages.
    private const int SizeField = 20;
    private const int ResidentField = 21;

    /// <summary>
    /// Processor seconds of a process and of its ended children. The ended children of ourselves count by
    /// <c>self</c>.
    /// </summary>
    public static double ProcessorSeconds(int processId, bool endedChildrenOnly = false)
    {
        var text = File.ReadAllText($"/proc/{processId}/stat");
        var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
        double Field(int number) => double.Parse(fields[number - 3], CultureInfo.InvariantCulture);
        var children = Field(16) + Field(17);
        return (endedChildrenOnly ? children : children + Field(14) + Field(15)) / TicksPerSecond;
    }

    /// <summary>Memory of a process and all its descendants now, shared pages counted once, in MiB.</summary>
    public static double MemoryMiB(int processId)
    {
        var parents = new Dictionary<int, int>();
        var sizes = new Dictionary<int, string>();
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(folder), out var id)) continue;
            try
            {
                var text = File.ReadAllText($"{folder}/stat");
                var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
                parents[id] = int.Parse(fields[1], CultureInfo.InvariantCulture);
                sizes[id] = fields[SizeField] + " " + fields[ResidentField];
            }
            catch (IOException)
            {
                // It ended meanwhile.
            }
        }

        bool IsOurs(int id)
        {
            while (id != processId && parents.TryGetValue(id, out var parent)) id = parent;
            return id == processId;
        }

        // A child that is being started shares its parent's memory until it becomes another program.
        bool IsItsParentStill(int id) =>
            id != processId && sizes.TryGetValue(parents[id], out var size) && size == sizes[id];

        return parents.Keys.Where(id => IsOurs(id) && !IsItsParentStill(id)).Sum(ProportionalKilobytes) / 1024;
    }

    private static double ProportionalKilobytes(int processId)
    {
        try
        {
            var line = File.ReadLines($"/proc/{processId}/smaps_rollup")
                .FirstOrDefault(l => l.StartsWith("Pss:", StringComparison.Ordinal));
            return line is null ? 0 : double.Parse(line[4..^2].Trim(), CultureInfo.InvariantCulture);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return 0;
        }
    }
}
