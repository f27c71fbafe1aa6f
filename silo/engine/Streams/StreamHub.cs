using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Configuration;
using Orleans.Runtime;
using Orleans.Streams;

namespace Framemill.Engine.Streams;

/// <summary>
/// The memory streams of one provider name of one cluster. It belongs to no silo: a killed silo takes no event with
/// it; what was on its way there is delivered again elsewhere.
/// </summary>
internal sealed partial class StreamHub : IDisposable
{
    private readonly ConcurrentDictionary<StreamId, StreamTopic> _topics = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly ILogger _logger;
    private readonly StreamPubSubType _pubSub;
    private readonly IReadOnlyList<ImplicitConsumer> _implicitConsumers;
    private readonly ITimer _retiring;
    private volatile IServiceProvider[] _silos;
    private long _sequence;

    public StreamHub(string name, IServiceProvider silo)
    {
        Name = name;
        Time = silo.GetService<TimeProvider>() ?? TimeProvider.System;
        Limits = silo.GetRequiredService<IOptionsMonitor<MemoryStreamLimits>>().Get(name);
        Delivery = silo.GetRequiredService<IOptionsMonitor<StreamPullingAgentOptions>>().Get(name);
        Subscribers = new SubscriberStore(name, () => Silo);
        _pubSub = silo.GetRequiredService<IOptionsMonitor<StreamPubSubOptions>>().Get(name).PubSubType;
        _implicitConsumers = silo.GetRequiredService<IImplicitConsumers>().All;
        _logger = silo.GetRequiredService<ILoggerFactory>().CreateLogger($"Framemill.Engine.Streams.{name}");
        _silos = [silo];

        // Tokens of a later life of the cluster come after those of an earlier one.
        _sequence = Time.GetUtcNow().Ticks;
        _retiring = Time.CreateTimer(_ => Retire(), null, Delivery.StreamInactivityPeriod, Delivery.StreamInactivityPeriod);
    }

    public string Name { get; }

    public TimeProvider Time { get; }

    public MemoryStreamLimits Limits { get; }

    public StreamPullingAgentOptions Delivery { get; }

    public SubscriberStore Subscribers { get; }

    public CancellationToken Stopping => _stopping.Token;

    private IServiceProvider Silo => _silos is [.., var last]
        ? last
        : throw new OrleansException($"No silo with the stream provider '{Name}' is running.");

    public void Join(IServiceProvider silo)
    {
        lock (_topics) _silos = [.. _silos.Where(other => other != silo), silo];
    }

    /// <summary>True when no silo is left.</summary>
    public bool Leave(IServiceProvider silo)
    {
        lock (_topics)
        {
            _silos = [.. _silos.Where(other => other != silo)];
            return _silos.Length == 0;
        }
    }

    public long NextSequence() => Interlocked.Increment(ref _sequence);

    public Task PublishAsync(StreamId stream, EventBatch batch)
    {
        _stopping.Token.ThrowIfCancellationRequested();
        return Topic(stream).PublishAsync(batch);
    }

    public Task SubscribeAsync(StreamSubscription subscription, StreamConsumerExtension? client)
    {
        if (_pubSub == StreamPubSubType.ImplicitOnly)
        {
            throw new ArgumentOutOfRangeException(
                nameof(subscription),
                $"The stream provider '{Name}' is configured with {nameof(StreamPubSubType.ImplicitOnly)}, which does "
                + "not support explicit subscriptions.");
        }

        return Topic(subscription.Stream).SubscribeAsync(subscription, client);
    }

    public Task UnsubscribeAsync(StreamSubscription subscription) =>
        Topic(subscription.Stream).UnsubscribeAsync(subscription);

    public Task<IReadOnlyList<StreamSubscription>> FindSubscriptionsAsync(
        StreamId stream, GrainId consumer, StreamConsumerExtension? client) =>
        Topic(stream).FindAsync(consumer, client);

    public StreamSubscription? FindImplicit(StreamId stream, GrainId consumer) => consumer.IsDefault
        ? null
        : ImplicitSubscriptions(stream).FirstOrDefault(subscription => subscription.Consumer == consumer);

    public IEnumerable<StreamSubscription> ImplicitSubscriptions(StreamId stream)
    {
        if (_pubSub == StreamPubSubType.ExplicitGrainBasedOnly || stream.GetNamespace() is not { } ns) return [];
        return _implicitConsumers.Where(consumer => consumer.Predicate.IsMatch(ns)).DistinctBy(consumer => consumer.Grain)
            .Select(consumer => Implicit(stream, GrainId.Create(consumer.Grain, IdSpan.Create(stream.GetKeyAsString()))));
    }

    public IStreamConsumerExtension ConsumerOf(GrainId grain) =>
        Silo.GetRequiredService<IGrainFactory>().GetGrain<IStreamConsumerExtension>(grain);

    public void Dispose()
    {
        _retiring.Dispose();
        _stopping.Cancel();
    }

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "Delivery of {Stream} to {Consumer} failed, attempt {Attempt}")]
    public partial void LogDeliveryFailed(StreamId stream, GrainId consumer, int attempt, Exception exception);

    private StreamTopic Topic(StreamId stream)
    {
        while (true)
        {
            var topic = _topics.GetOrAdd(stream, static (id, hub) => new StreamTopic(hub, id), this);
            if (topic.TryUse()) return topic;
        }
    }

    private void Retire()
    {
        foreach (var (stream, topic) in _topics)
        {
            if (topic.TryRetire(Delivery.StreamInactivityPeriod)) _topics.TryRemove(new(stream, topic));
        }
    }

    // The same for every silo and every start, since handles of it may be kept.
    private StreamSubscription Implicit(StreamId stream, GrainId consumer)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{Name}\n{stream}\n{consumer}"));
        return new(new Guid(hash.AsSpan(0, 16)), Name, stream, consumer, IsImplicit: true);
    }
}

/// <summary>A grain class that consumes streams by its attribute.</summary>
internal sealed record ImplicitConsumer(GrainType Grain, IStreamNamespacePredicate Predicate);

/// <summary>All grain classes of the silo that consume streams by their attribute.</summary>
internal interface IImplicitConsumers
{
    IReadOnlyList<ImplicitConsumer> All { get; }
}
