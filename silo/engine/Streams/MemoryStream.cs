using Orleans;
using Orleans.Runtime;
using Orleans.Streams;

namespace Framemill.Engine.Streams;

/// <summary>One stream as a grain or client sees it: a name and the way to its provider.</summary>
[GenerateSerializer, Immutable]
internal sealed class MemoryStream<T>(MemoryStreamProvider provider, StreamId id) : IAsyncStream<T>
{
    public bool IsRewindable => provider.IsRewindable;

    public string ProviderName => provider.Name;

    public StreamId StreamId => id;

    public Task OnNextAsync(T item, StreamSequenceToken? token = null) => provider.PublishAsync(id, item);

    public Task OnNextBatchAsync(IEnumerable<T> batch, StreamSequenceToken? token = null)
    {
        ArgumentNullException.ThrowIfNull(batch);
        return provider.PublishBatchAsync(id, batch);
    }

    // Streams have no end of their own: who wants to tell of one publishes an event that says so.
    public Task OnCompletedAsync() =>
        throw new NotImplementedException("OnCompletedAsync is not implemented by persistent streams.");

    public Task OnErrorAsync(Exception ex) =>
        throw new NotImplementedException("OnErrorAsync is not implemented by persistent streams.");

    public Task<StreamSubscriptionHandle<T>> SubscribeAsync(IAsyncObserver<T> observer) =>
        SubscribeAsync(observer, null);

    public async Task<StreamSubscriptionHandle<T>> SubscribeAsync(
        IAsyncObserver<T> observer, StreamSequenceToken? token, string? filterData = null)
    {
        RefuseReference(observer);
        var attached = new AttachedItemObserver<T>(observer, token);
        return new StreamHandle<T>(provider, await provider.SubscribeAsync(id, attached));
    }

    public Task<StreamSubscriptionHandle<T>> SubscribeAsync(IAsyncBatchObserver<T> observer) =>
        SubscribeAsync(observer, null);

    public async Task<StreamSubscriptionHandle<T>> SubscribeAsync(
        IAsyncBatchObserver<T> observer, StreamSequenceToken? token)
    {
        RefuseReference(observer);
        var attached = new AttachedBatchObserver<T>(observer, token);
        return new StreamHandle<T>(provider, await provider.SubscribeAsync(id, attached));
    }

    public async Task<IList<StreamSubscriptionHandle<T>>> GetAllSubscriptionHandles()
    {
        var subscriptions = await provider.FindSubscriptionsAsync(id);
        return [.. subscriptions.Select(subscription => new StreamHandle<T>(provider, subscription))];
    }

    public bool Equals(IAsyncStream<T>? other) =>
        other is MemoryStream<T> stream && ProviderName == stream.ProviderName && id == stream.StreamId;

    public override bool Equals(object? obj) => Equals(obj as IAsyncStream<T>);

    public override int GetHashCode() => HashCode.Combine(id, ProviderName);

    public int CompareTo(IAsyncStream<T>? other) => other is null ? 1 : id.CompareTo(other.StreamId);

    private static void RefuseReference(object observer)
    {
        ArgumentNullException.ThrowIfNull(observer);
        if (observer is GrainReference)
        {
            throw new ArgumentException(
                "On-behalf subscription via grain references is not supported. Only passing of object references is "
                + "allowed.", nameof(observer));
        }
    }
}
