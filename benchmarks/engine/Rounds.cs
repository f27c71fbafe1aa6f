using System.Diagnostics;
using System.Globalization;

namespace Framemill.Benchmarks.Engine;

/// <summary>Something to be measured: it works until told to stop and says how often it did what it does.</summary>
internal sealed record Benchmark(string Name, string Unit, Func<Clock, Task<long>> RunAsync);

/// <summary>The end of a round. Read often, so it is one look at the processor's counter.</summary>
internal sealed class Clock(TimeSpan length)
{
    private readonly long _end = Stopwatch.GetTimestamp() + (long)(length.TotalSeconds * Stopwatch.Frequency);

    public bool IsRunning => Stopwatch.GetTimestamp() < _end;
}

/// <summary>A warm-up and three rounds of each benchmark.</summary>
internal static class Rounds
{
    private const int Count = 3;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(2);

    public static async Task<Result> RunAsync(Benchmark benchmark)
    {
        await benchmark.RunAsync(new Clock(WarmUp));
        var rounds = new List<Round>();
        for (var i = 0; i < Count; i++) rounds.Add(await RunOnceAsync(benchmark));
        return new Result(benchmark, rounds);
    }

    private static async Task<Round> RunOnceAsync(Benchmark benchmark)
    {
        GC.Collect();
        var bytes = GC.GetTotalAllocatedBytes(precise: true);
        var start = Stopwatch.GetTimestamp();
        var count = await benchmark.RunAsync(new Clock(Length));
        var elapsed = Stopwatch.GetElapsedTime(start);
        bytes = GC.GetTotalAllocatedBytes(precise: true) - bytes;
        return new Round(count / elapsed.TotalSeconds, (double)bytes / Math.Max(count, 1));
    }
}

internal sealed record Round(double PerSecond, double BytesEach);

internal sealed record Result(Benchmark Benchmark, IReadOnlyList<Round> Rounds)
{
    public static string Header => $"{"",-44} {"best/s",12} {"median/s",12} {"bytes each",11}";

    public override string ToString()
    {
        var rates = Rounds.Select(round => round.PerSecond).Order().ToList();
        var bytes = Rounds.Select(round => round.BytesEach).Order().ToList();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Benchmark.Name,-44} {rates[^1],12:N0} {rates[rates.Count / 2],12:N0} {bytes[bytes.Count / 2],11:N0}");
    }
}
