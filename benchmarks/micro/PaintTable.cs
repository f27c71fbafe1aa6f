using System.Diagnostics;
using System.Globalization;

namespace Framemill.Benchmarks.Micro;

/// <summary>
/// A table in seconds: each case's best time, and how near it comes to plain copying in the same run.
/// </summary>
internal static class PaintTable
{
    private const int Rounds = 25;
    private static readonly TimeSpan s_warmUp = TimeSpan.FromMilliseconds(400);

    public static void Print(TextWriter output)
    {
        using var cases = new PaintCases();
        var copied = 0.0;
        output.WriteLine("| case, 1080p, one thread | ms | GB/s | of copying |");
        output.WriteLine("|---|---:|---:|---:|");
        foreach (var paint in cases.All)
        {
            var seconds = Best(paint.Run);
            var rate = paint.Bytes / seconds / 1e9;
            if (copied == 0) copied = rate;
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {paint.Name} | {seconds * 1000:F2} | {rate:F1} | {rate / copied * 100:F0} % |"));
        }
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
