using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Runtime;
using Orleans.Streams;

namespace Framemill.Engine.Streams;

/// <summary>
/// The memory streams of one provider name of one cluster. It belongs to no silo: a killed silo takes no event with
/// it; what was on its way there is delivered again elsewhere. It ends with the last silo.
/// </summary>
internal sealed class StreamHub(string name)
{
    private readonly ConcurrentDictionary<StreamId, StreamTopic> _topics = new();
    private readonly Lock _joining = new();
    private volatile IServiceProvider[] _silos = [];
    private StreamLife? _life;
    private long _sequence;

    public string Name => name;

    /// <summary>What holds between the first silo and the last.</summary>
    public StreamLife Life => Volatile.Read(ref _life) ?? throw NoSilo();

    private IServiceProvider Silo => _silos is [.., var last] ? last : throw NoSilo();

    public void Join(IServiceProvider silo)
    {
        lock (_joining)
        {
            if (_silos.Contains(silo)) return;
            if (_silos.Length == 0) Begin(silo);
            _silos = [.. _silos, silo];
        }
    }

    public void Leave(IServiceProvider silo)
    {
        lock (_joining)
        {
            if (!_silos.Contains(silo)) return;
            _silos = [.. _silos.Where(other => other != silo)];
            if (_silos.Length > 0) return;
            _life?.Dispose();
            _life = null;
            _topics.Clear();
        }
    }

    public long NextSequence() => Interlocked.Increment(ref _sequence);

    public Task PublishAsync(StreamId stream, EventBatch batch)
    {
        return Topic(stream).PublishAsync(batch);
    }

    public Task SubscribeAsync(StreamSubscription subscription, StreamConsumerExtension? client)
    {
        if (Life.PubSub == StreamPubSubType.ImplicitOnly)
        {
            throw new ArgumentOutOfRangeException(
                nameof(subscription),
                $"The stream provider '{name}' is configured with {nameof(StreamPubSubType.ImplicitOnly)}, which does "
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
        if (Life.PubSub == StreamPubSubType.ExplicitGrainBasedOnly || stream.GetNamespace() is not { } ns) return [];
        var key = IdSpan.Create(stream.GetKeyAsString());
        return Life.ImplicitConsumers
            .Where(consumer => consumer.Predicate.IsMatch(ns))
            .DistinctBy(consumer => consumer.Grain)
            .Select(consumer => Implicit(stream, GrainId.Create(consumer.Grain, key)));
    }

    public IStreamConsumerExtension ConsumerOf(GrainId grain) =>
        Silo.GetRequiredService<IGrainFactory>().GetGrain<IStreamConsumerExtension>(grain);

    private StreamTopic Topic(StreamId stream)
    {
        while (true)
        {
            var topic = _topics.GetOrAdd(stream, static (id, hub) => new StreamTopic(hub, hub.Life, id), this);
            if (topic.TryUse()) return topic;
        }
    }

    private void Begin(IServiceProvider silo)
    {
        var life = new StreamLife(name, silo, () => Silo, Retire);

        // Tokens of a later life of the cluster come after those of an earlier one.
        _sequence = Math.Max(_sequence, life.Time.GetUtcNow().Ticks);
        Volatile.Write(ref _life, life);
    }

    private void Retire(TimeSpan unusedFor)
    {
        foreach (var (stream, topic) in _topics)
        {
            if (topic.TryRetire(unusedFor)) _topics.TryRemove(new(stream, topic));
        }
    }

    private OrleansException NoSilo() => new($"No silo with the stream provider '{name}' is running.");

    // The same for every silo and every start, since handles of it may be kept.
    private StreamSubscription Implicit(StreamId stream, GrainId consumer)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{name}\n{stream}\n{consumer}"));
        return new(new Guid(hash.AsSpan(0, 16)), name, stream, consumer, IsImplicit: true);
    }
}
