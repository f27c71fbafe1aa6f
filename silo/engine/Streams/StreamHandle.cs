using Orleans;
using Orleans.Runtime;
using Orleans.Streams;

namespace Framemill.Engine.Streams;

[GenerateSerializer, Immutable]
internal sealed class StreamHandle<T>(MemoryStreamProvider provider, StreamSubscription subscription)
    : StreamSubscriptionHandle<T>
{
    private int _isUsed;

    public StreamSubscription Subscription { get; } = subscription;

    public override StreamId StreamId => Subscription.Stream;

    public override string ProviderName => Subscription.Provider;

    public override Guid HandleId => Subscription.Id;

    public override Task UnsubscribeAsync()
    {
        Use();
        return provider.UnsubscribeAsync(Subscription);
    }

    public override Task<StreamSubscriptionHandle<T>> ResumeAsync(
        IAsyncObserver<T> observer, StreamSequenceToken? token = null)
    {
        Use();
        return Task.FromResult<StreamSubscriptionHandle<T>>(provider.Resume(Subscription, observer, token));
    }

    public override Task<StreamSubscriptionHandle<T>> ResumeAsync(
        IAsyncBatchObserver<T> observer, StreamSequenceToken? token = null)
    {
        Use();
        return Task.FromResult<StreamSubscriptionHandle<T>>(provider.Resume(Subscription, observer, token));
    }

    public override bool Equals(StreamSubscriptionHandle<T>? other) => other is not null && HandleId == other.HandleId;

    public override bool Equals(object? obj) => Equals(obj as StreamSubscriptionHandle<T>);

    public override int GetHashCode() => HandleId.GetHashCode();

    private void Use()
    {
        if (Interlocked.Exchange(ref _isUsed, 1) != 0)
        {
            throw new InvalidOperationException(
                "Handle is no longer valid. It has been used to unsubscribe or resume.");
        }
    }
}
