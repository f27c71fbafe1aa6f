using Framemill.Engine.Copying;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;
using Orleans.Streams;

namespace Framemill.Engine.Streams;

/// <summary>The streams of one name, as one silo or client of the cluster sees them.</summary>
internal sealed class MemoryStreamProvider(string name, StreamHub hub, IServiceProvider services)
    : IStreamProvider, IDisposable
{
    private readonly Lazy<StreamConsumerExtension> _outsideGrains = new(
        () => ActivatorUtilities.CreateInstance<StreamConsumerExtension>(services));

    public string Name => name;

    public bool IsRewindable => true;

    public void Dispose()
    {
        if (_outsideGrains.IsValueCreated) _outsideGrains.Value.Close();
    }

    public IAsyncStream<T> GetStream<T>(StreamId streamId) => new MemoryStream<T>(this, streamId);

    public Task PublishAsync<T>(StreamId stream, T item) =>
        hub.PublishAsync(stream, new EventBatch<T>([Copier<T>.Copy(item)], RequestContext.Values));

    public Task PublishBatchAsync<T>(StreamId stream, IEnumerable<T> items)
    {
        var copies = items.Select(Copier<T>.Copy).ToArray();
        return copies.Length == 0
            ? Task.CompletedTask
            : hub.PublishAsync(stream, new EventBatch<T>(copies, RequestContext.Values));
    }

    public StreamHandle<T> Resume<T>(
        StreamSubscription subscription, IAsyncObserver<T> observer, StreamSequenceToken? from)
    {
        Consumer().Attach(subscription.Id, new AttachedItemObserver<T>(observer, from));
        return new StreamHandle<T>(this, subscription);
    }

    public StreamHandle<T> Resume<T>(
        StreamSubscription subscription, IAsyncBatchObserver<T> observer, StreamSequenceToken? from)
    {
        Consumer().Attach(subscription.Id, new AttachedBatchObserver<T>(observer, from));
        return new StreamHandle<T>(this, subscription);
    }

    public async Task<StreamSubscription> SubscribeAsync(StreamId stream, AttachedObserver observer)
    {
        var consumer = Consumer();
        var grain = RuntimeContext.Current?.GrainId ?? default;
        var subscription = hub.FindImplicit(stream, grain)
            ?? new StreamSubscription(Guid.NewGuid(), name, stream, grain, false);

        // First the observer, then the subscription: the first event may come before the second step returns.
        consumer.Attach(subscription.Id, observer);
        try
        {
            if (!subscription.IsImplicit) await hub.SubscribeAsync(subscription, grain.IsDefault ? consumer : null);
        }
        catch
        {
            consumer.Detach(subscription.Id);
            throw;
        }

        return subscription;
    }

    public async Task UnsubscribeAsync(StreamSubscription subscription)
    {
        var consumer = Consumer();
        if (!subscription.IsImplicit) await hub.UnsubscribeAsync(subscription);
        consumer.Detach(subscription.Id);
    }

    public Task<IReadOnlyList<StreamSubscription>> FindSubscriptionsAsync(StreamId stream)
    {
        var grain = RuntimeContext.Current?.GrainId ?? default;
        return hub.FindSubscriptionsAsync(stream, grain, grain.IsDefault ? Consumer() : null);
    }

    private StreamConsumerExtension Consumer() => RuntimeContext.Current is { } grain
        ? (StreamConsumerExtension)grain.GetComponent(typeof(IStreamConsumerExtension))!
        : _outsideGrains.Value;
}
