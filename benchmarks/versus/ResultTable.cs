using System.Globalization;
using Framemill.Benchmarks.Versus.Reference;

namespace Framemill.Benchmarks.Versus;

/// <summary>What the runs of one edit cost, and how their films look.</summary>
internal static class ResultTable
{
    public static void Print(string variant, IReadOnlyList<Result> results)
    {
        var floor = results.First(r => r.Name == "x264 alone");
        var (width, height) = StandardEdit.Size(variant);
        Console.WriteLine(
            $"| edit {variant}: {width}x{height}, 30 fps | CPU s | wall s | first segment s | peak MiB | frames "
            + "| CPU ratio | wall ratio | SSIM | worst | chroma | offset px | jitter px |");
        Console.WriteLine("|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|");
        foreach (var r in results)
        {
            string[] cells =
            [
                r.Name, Text(r.ProcessorSeconds), Text(r.WallSeconds),
                r.FirstSegmentSeconds is { } first ? Text(first) : "", r.PeakMiB > 0 ? $"{r.PeakMiB:0}" : "",
                $"{r.Frames}", Text(r.ProcessorSeconds / floor.ProcessorSeconds),
                Text(r.WallSeconds / floor.WallSeconds), .. QualityTable.Cells(r.Quality),
            ];
            Console.WriteLine($"| {string.Join(" | ", cells)} |");
        }
    }

    private static string Text(double number) => number.ToString("0.00", CultureInfo.InvariantCulture);
}
