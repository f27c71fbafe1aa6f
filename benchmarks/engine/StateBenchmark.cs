using Orleans.Runtime;

namespace Framemill.Benchmarks.Engine;

public interface ICounterGrain : IGrainWithIntegerKey
{
    Task CountAsync();
}

[GenerateSerializer, Alias("framemill.bench.counter")]
public sealed class Counter
{
    [Id(0)]
    public long Value { get; set; }

    [Id(1)]
    public string Name { get; set; } = "a state of about eighty bytes, as most of them are";
}

public sealed class CounterGrain(
    [PersistentState("counter", StateBenchmark.Storage)] IPersistentState<Counter> counter) : Grain, ICounterGrain
{
    public Task CountAsync()
    {
        counter.State.Value++;
        return counter.WriteStateAsync();
    }
}

/// <summary>State writes that are on the disk when they return.</summary>
internal static class StateBenchmark
{
    public const string Storage = "durable";

    public static IEnumerable<Benchmark> All(IGrainFactory grains)
    {
        yield return Make(grains, "durable state writes to SQLite, 1 grain", 1);
        yield return Make(grains, "durable state writes to SQLite, 100 grains", 100);
    }

    private static Benchmark Make(IGrainFactory grains, string name, int writers) =>
        new(name, "writes", async clock =>
        {
            var counts = await Task.WhenAll(Enumerable.Range(0, writers).Select(
                i => Task.Run(() => WriteAsync(clock, grains.GetGrain<ICounterGrain>(i)))));
            return counts.Sum();
        });

    private static async Task<long> WriteAsync(Clock clock, ICounterGrain grain)
    {
        long count = 0;
        for (; clock.IsRunning; count++) await grain.CountAsync();
        return count;
    }
}
