using System.Diagnostics;
using System.Globalization;

namespace Framemill.Benchmarks.Micro;

/// <summary>
/// A table in a minute: each case's best time, and how near it comes to plain copying in the same run.
/// </summary>
internal static class PaintTable
{
    private const int Rounds = 25;
    private static readonly TimeSpan s_warmUp = TimeSpan.FromMilliseconds(400);

    public static void Print(TextWriter output)
    {
        var small = Measure(1920, 1080);
        var large = Measure(3840, 2160);
        output.WriteLine(
            "| case, one thread | 1080p ms | GB/s | of copying | 4K ms | GB/s | of copying | floor besides memory |");
        output.WriteLine("|---|---:|---:|---:|---:|---:|---:|---|");
        for (var i = 0; i < small.Count; i++)
        {
            var (name, floor, _, _) = small[i];
            output.WriteLine(
                $"| {name} | {Cells(small[i], small[0].Rate)} | {Cells(large[i], large[0].Rate)} | {floor} |");
        }
    }

    private static string Cells((string Name, string Floor, double Seconds, double Rate) one, double copied) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{one.Seconds * 1000:F2} | {one.Rate / 1e9:F1} | {one.Rate / copied * 100:F0} %");

    private static List<(string Name, string Floor, double Seconds, double Rate)> Measure(int width, int height)
    {
        using var cases = new PaintCases(width, height);
        return [.. cases.All.Select(paint =>
        {
            var seconds = Best(paint.Run);
            return (paint.Name, paint.Floor, seconds, paint.Bytes / seconds);
        })];
    }

    // Processor time, and the best of many rounds: what the machine's other users do is not the kernel's.
    private static double Best(Action run)
    {
        var warm = Stopwatch.StartNew();
        var runs = 0;
        for (; warm.Elapsed < s_warmUp; runs++) run();
        var repeats = 1 + (runs / Rounds); // A round is long enough for the clock.
        var best = double.MaxValue;
        for (var round = 0; round < Rounds; round++)
        {
            var start = Environment.CpuUsage.TotalTime;
            for (var i = 0; i < repeats; i++) run();
            best = Math.Min(best, (Environment.CpuUsage.TotalTime - start).TotalSeconds / repeats);
        }

        return best;
    }
}
