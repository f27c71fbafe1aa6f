using System.Globalization;
using Framemill.Gpu;

namespace Framemill.Benchmarks.Gpu;

/// <summary>One table for one card. Times are the card's own, between two marks of a stream.</summary>
internal sealed class CardTable(GpuDevice device, string cuda, CardSizes sizes)
{
    private const int TargetPercent = 70;

    public void Print(TextWriter output)
    {
        var card = device.Card;
        var (free, total) = device.Memory;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{card.Name}, compute capability {card.ComputeCapability}, CUDA {cuda}, {card.Multiprocessors} "
            + $"multiprocessors, {card.L2CacheBytes >> 20} MiB L2, {free >> 20} of {total >> 20} MiB free"));
        PrintHealth(output, card);
        using var stream = device.CreateStream();
        using var cases = new CardCases(stream, sizes);
        var copied = CopyRate(stream);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"Copied by the driver within the card: {copied / 1e9:F0} GB/s, read and written counted."));
        output.WriteLine($"Frames of {sizes.Width}x{sizes.Height}; the median of {sizes.Rounds} rounds.");
        output.WriteLine();
        output.WriteLine("| kernel | ms | GB/s | of copying | bound by |");
        output.WriteLine("|---|---:|---:|---:|---|");
        var missed = new List<string>();
        foreach (var one in cases.All)
        {
            var rate = one.Bytes / (Median(stream, one.Run) / 1000);
            var percent = rate / copied * 100;
            if (one.IsBoundByMemory && percent < TargetPercent) missed.Add(one.Name);
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {one.Name} | {one.Bytes / rate * 1000:F3} | {rate / 1e9:F0} | {percent:F0} % | "
                + $"{(one.IsBoundByMemory ? "memory" : "arithmetic, or several passes")} |"));
        }

        output.WriteLine();
        output.WriteLine(missed.Count == 0
            ? $"All kernels bound by memory reach {TargetPercent} % of copying."
            : $"Below {TargetPercent} % of copying: {string.Join(", ", missed)}.");
    }

    private static void PrintHealth(TextWriter output, GpuCard card)
    {
        using var watch = CardWatch.TryOpen(out var reason);
        if (watch is null) output.WriteLine($"No health is told: {reason}");
        else output.WriteLine(watch.Read(card));
    }

    // Pieces far beyond the cache, in turn, as the kernels have them.
    private double CopyRate(GpuStream stream)
    {
        var side = sizes.CopySide;
        using var one = device.Pool.RentPlane(stream, side, side);
        using var other = device.Pool.RentPlane(stream, side, side);
        DevicePlanes.Fill(stream, one.Plane, 0x5A);
        var milliseconds = Median(
            stream,
            i => DevicePlanes.CopyByEngine(
                stream, i % 2 == 0 ? one.Plane : other.Plane, i % 2 == 0 ? other.Plane : one.Plane));
        return 2.0 * side * side / (milliseconds / 1000);
    }

    // One run of each set between the marks: launches overlap with the work before them.
    private double Median(GpuStream stream, Action<int> run)
    {
        using var start = device.CreateEvent(keepsTime: true);
        using var end = device.CreateEvent(keepsTime: true);
        var times = new List<double>();
        for (var round = 0; round < sizes.WarmUps + sizes.Rounds; round++)
        {
            stream.Record(start);
            for (var set = 0; set < sizes.Sets; set++) run(set);
            stream.Record(end);
            end.Synchronize();
            if (round >= sizes.WarmUps) times.Add(start.MillisecondsTo(end) / sizes.Sets);
        }

        times.Sort();
        return times[times.Count / 2];
    }
}
