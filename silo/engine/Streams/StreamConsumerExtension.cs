using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;
using Orleans.Streams;
using Orleans.Streams.Core;

namespace Framemill.Engine.Streams;

/// <summary>The observers of one activation, or of one client, by subscription.</summary>
internal sealed partial class StreamConsumerExtension(
    IServiceProvider services, ILogger<StreamConsumerExtension> logger, IGrainContext? grain = null)
    : IStreamConsumerExtension
{
    private readonly ConcurrentDictionary<Guid, AttachedObserver> _observers = new();
    private volatile bool _isClosed;

    public void Attach(Guid subscription, AttachedObserver observer) => _observers[subscription] = observer;

    /// <summary>The client is gone: whoever still delivers here hears that and gives up its subscription.</summary>
    public void Close() => _isClosed = true;

    public void Detach(Guid subscription) => _observers.TryRemove(subscription, out _);

    public async Task<DeliveryOutcome> DeliverAsync(Delivery delivery)
    {
        if (_isClosed) throw new ClientNotAvailableException(delivery.Subscription.Consumer);

        AttachedObserver? observer;
        try
        {
            observer = await FindAsync(delivery.Subscription);
        }
        catch (Exception exception)
        {
            return new(0, exception);
        }

        if (observer is null)
        {
            LogNoObserver(delivery.Subscription.Consumer, delivery.Subscription.Stream);
            return DeliveryOutcome.Of(delivery.Batches.Length);
        }

        return await observer.DeliverAsync(delivery.Batches);
    }

    public async Task FailAsync(FailedDelivery failure)
    {
        if (await FindAsync(failure.Subscription) is { } observer) await observer.FailAsync(failure.Exception);
    }

    private async ValueTask<AttachedObserver?> FindAsync(StreamSubscription subscription)
    {
        if (_observers.TryGetValue(subscription.Id, out var observer)) return observer;
        if (grain?.GrainInstance is not IStreamSubscriptionObserver subscriber) return null;

        var provider = (MemoryStreamProvider)services.GetRequiredKeyedService<IStreamProvider>(subscription.Provider);
        await subscriber.OnSubscribed(new HandleFactory(provider, subscription));
        return _observers.GetValueOrDefault(subscription.Id);
    }

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "{Consumer} has no observer for stream {Stream}: events dropped")]
    private partial void LogNoObserver(GrainId consumer, StreamId stream);

    private sealed class HandleFactory(MemoryStreamProvider provider, StreamSubscription subscription)
        : IStreamSubscriptionHandleFactory
    {
        public string ProviderName => subscription.Provider;

        public StreamId StreamId => subscription.Stream;

        public GuidId SubscriptionId => GuidId.GetGuidId(subscription.Id);

        public StreamSubscriptionHandle<T> Create<T>() => new StreamHandle<T>(provider, subscription);
    }
}
