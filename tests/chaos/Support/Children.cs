using System.Diagnostics;
using System.Globalization;

namespace Framemill.Tests.Chaos.Support;

/// <summary>The child processes of this process, as the kernel knows them.</summary>
internal static class Children
{
    public static IReadOnlyList<int> Running(string tool = "ffmpeg")
    {
        var children = new List<int>();
        var self = Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id)) continue;
            try
            {
                // The name stands in brackets and may hold anything; state and parent come after it.
                var stat = File.ReadAllText(Path.Combine(folder, "stat"));
                var end = stat.LastIndexOf(')');
                var rest = stat[(end + 2)..].Split(' ');
                var name = stat[(stat.IndexOf('(', StringComparison.Ordinal) + 1)..end];
                if (name == tool && rest[0] != "Z" && rest[1] == self) children.Add(id);
            }
            catch (IOException)
            {
                // It ended meanwhile.
            }
        }

        children.Sort();
        return children;
    }

    /// <summary>Those that are still there when none should be any more.</summary>
    public static async Task<IReadOnlyList<int>> LeftAfterAsync(TimeSpan limit)
    {
        var clock = Stopwatch.StartNew();
        var left = Running();
        while (left.Count > 0 && clock.Elapsed < limit)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20));
            left = Running();
        }

        return left;
    }

    public static bool Kill(int id)
    {
        try
        {
            using var child = Process.GetProcessById(id);
            child.Kill();
            return true;
        }
        catch (Exception error) when (error is ArgumentException or InvalidOperationException)
        {
            return false; // It ended by itself.
        }
    }
}
