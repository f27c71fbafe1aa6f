using System.Collections.Concurrent;
using System.Globalization;
using Orleans.Runtime;
using Orleans.Streams;
using Orleans.Streams.Core;

namespace Framemill.Benchmarks.Engine;

public interface IProducerGrain : IGrainWithStringKey
{
    /// <summary>Publishes for a while; gives the number of events.</summary>
    Task<long> ProduceAsync(int batch, TimeSpan length);
}

[GenerateSerializer, Immutable, Alias("framemill.bench.event")]
public sealed record BenchmarkEvent([property: Id(0)] long Number, [property: Id(1)] string Text);

public sealed class ProducerGrain : Grain, IProducerGrain
{
    public async Task<long> ProduceAsync(int batch, TimeSpan length)
    {
        var stream = this.GetStreamProvider(StreamBenchmark.Provider)
            .GetStream<BenchmarkEvent>(StreamBenchmark.Namespace, this.GetPrimaryKeyString());
        var clock = new Clock(length);
        long count = 0;
        var events = Enumerable.Range(0, batch).Select(i => new BenchmarkEvent(i, "hello")).ToArray();
        for (; clock.IsRunning; count += batch)
        {
            if (batch == 1) await stream.OnNextAsync(events[0]);
            else await stream.OnNextBatchAsync(events);
        }

        return count;
    }
}

public interface IConsumerGrain : IGrainWithStringKey;

[ImplicitStreamSubscription(StreamBenchmark.Namespace)]
public sealed class ConsumerGrain
    : Grain, IConsumerGrain, IStreamSubscriptionObserver, IAsyncObserver<BenchmarkEvent>
{
    private Arrivals _arrivals = null!;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _arrivals = Arrivals.Of(this.GetPrimaryKeyString());
        return Task.CompletedTask;
    }

    public Task OnSubscribed(IStreamSubscriptionHandleFactory handleFactory) =>
        handleFactory.Create<BenchmarkEvent>().ResumeAsync(this);

    public Task OnNextAsync(BenchmarkEvent item, StreamSequenceToken? token = null)
    {
        _arrivals.Add();
        return Task.CompletedTask;
    }

    public Task OnErrorAsync(Exception ex) => Task.CompletedTask;
}

/// <summary>Counts what arrived for one key and tells when all of it has.</summary>
internal sealed class Arrivals
{
    private static readonly ConcurrentDictionary<string, Arrivals> s_all = new();
    private readonly Lock _lock = new();
    private TaskCompletionSource? _complete;
    private long _count;
    private long _expected = long.MaxValue;

    public static Arrivals Of(string key) => s_all.GetOrAdd(key, static _ => new Arrivals());

    public void Add()
    {
        lock (_lock)
        {
            _count++;
            TellIfComplete();
        }
    }

    public Task AwaitAsync(long expected)
    {
        lock (_lock)
        {
            _expected = expected;
            _complete = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            TellIfComplete();
            return _complete.Task;
        }
    }

    private void TellIfComplete()
    {
        if (_count < _expected) return;
        _count = 0;
        _expected = long.MaxValue;
        _complete!.SetResult();
    }
}

/// <summary>Events from producing grains to consuming grains. A round ends when the last one has arrived.</summary>
internal static class StreamBenchmark
{
    public const string Provider = "bench";
    public const string Namespace = "bench";
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(2);

    public static IEnumerable<Benchmark> All(IGrainFactory grains)
    {
        yield return Make(grains, "stream events, 1 stream, one by one", streams: 1, batch: 1);
        yield return Make(grains, "stream events, 8 streams, one by one", 8, 1);
        yield return Make(grains, "stream events, 8 streams, batches of 100", 8, 100);
    }

    private static Benchmark Make(IGrainFactory grains, string name, int streams, int batch) =>
        new(name, "events", async _ =>
        {
            var counts = await Task.WhenAll(Enumerable.Range(0, streams).Select(async i =>
            {
                var key = i.ToString(CultureInfo.InvariantCulture);
                var count = await grains.GetGrain<IProducerGrain>(key).ProduceAsync(batch, Length);
                await Arrivals.Of(key).AwaitAsync(count);
                return count;
            }));
            return counts.Sum();
        });
}
