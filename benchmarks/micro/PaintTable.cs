using System.Diagnostics;
using System.Globalization;

namespace Framemill.Benchmarks.Micro;

/// <summary>A table in seconds: each case's best time, and how near it comes to plain copying in the same run.</summary>
internal static class PaintTable
{
    private const int Rounds = 40;
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

    // The best of many: what the machine's other users do to the rest is not the kernel's.
    private static double Best(Action run)
    {
        var warm = Stopwatch.StartNew();
        while (warm.Elapsed < s_warmUp) run();
        var best = double.MaxValue;
        for (var round = 0; round < Rounds; round++)
        {
            var start = Stopwatch.GetTimestamp();
            run();
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        return best;
    }
}
