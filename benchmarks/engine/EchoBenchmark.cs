namespace Framemill.Benchmarks.Engine;

public interface IEchoGrain : IGrainWithIntegerKey
{
    Task<EchoMessage> EchoAsync(EchoMessage message);

    Task<FixedMessage> EchoFixedAsync(FixedMessage message);
}

/// <summary>Copied on the way there and back.</summary>
[GenerateSerializer, Alias("framemill.bench.echo")]
public sealed record EchoMessage([property: Id(0)] int Number, [property: Id(1)] string Text);

/// <summary>Promised not to change, so passed as it is.</summary>
[GenerateSerializer, Immutable, Alias("framemill.bench.fixed")]
public sealed record FixedMessage([property: Id(0)] int Number, [property: Id(1)] string Text);

public sealed class EchoGrain : Grain, IEchoGrain
{
    public Task<EchoMessage> EchoAsync(EchoMessage message) => Task.FromResult(message);

    public Task<FixedMessage> EchoFixedAsync(FixedMessage message) => Task.FromResult(message);
}

/// <summary>Calls to grains in the same process.</summary>
internal static class EchoBenchmark
{
    private static readonly EchoMessage Message = new(7, "hello");
    private static readonly FixedMessage Fixed = new(7, "hello");

    public static IEnumerable<Benchmark> All(IGrainFactory grains)
    {
        yield return Make(grains, "echo, 1 caller", callers: 1, targets: 1, grain => grain.EchoAsync(Message));
        yield return Make(grains, "echo, 100 callers, 1000 grains", 100, 1000, grain => grain.EchoAsync(Message));
        yield return Make(grains, "echo, 200 callers, one grain", 200, 1, grain => grain.EchoAsync(Message));
        yield return Make(
            grains, "echo immutable, 100 callers, 1000 grains", 100, 1000, grain => grain.EchoFixedAsync(Fixed));
    }

    private static Benchmark Make(
        IGrainFactory grains, string name, int callers, int targets, Func<IEchoGrain, Task> call)
    {
        var references = Enumerable.Range(0, targets).Select(i => grains.GetGrain<IEchoGrain>(i)).ToArray();
        return new Benchmark(name, "calls", async clock =>
        {
            var counts = await Task.WhenAll(Enumerable.Range(0, callers).Select(
                caller => Task.Run(() => CallAsync(clock, references, caller * (targets / callers), call))));
            return counts.Sum();
        });
    }

    private static async Task<long> CallAsync(
        Clock clock, IEchoGrain[] references, int first, Func<IEchoGrain, Task> call)
    {
        long count = 0;
        for (var next = first; clock.IsRunning; count++)
        {
            await call(references[next]);
            if (++next == references.Length) next = 0;
        }

        return count;
    }
}
