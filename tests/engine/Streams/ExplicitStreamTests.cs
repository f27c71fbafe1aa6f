using System.Threading.Channels;
using Orleans.Streams;
using Xunit;

namespace Framemill.Tests.Engine.Streams;

public sealed class ExplicitStreamTests(StreamCluster streams) : IClassFixture<StreamCluster>
{
    private const int TimeoutMilliseconds = 60_000;
    private readonly string _key = Guid.NewGuid().ToString("N");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact(Timeout = TimeoutMilliseconds)]
    public async Task Subscribe_ThenPublish_Delivers()
    {
        var handle = await Consumer(_key).SubscribeAsync(_key);
        Assert.Equal([handle], await Consumer(_key).HandlesAsync(_key));
        await Publisher().PublishAsync(StreamNames.Plain, 1, 3);
        Assert.Equal(["1", "2", "3"], await Inbox.TakeAsync(_key, 3, Cancel));
    }

    [Fact(Timeout = TimeoutMilliseconds)]
    public async Task Subscription_AfterDeactivation_IsResumedByItsHandle()
    {
        var handle = await Consumer(_key).SubscribeAsync(_key);
        await Publisher().PublishAsync(StreamNames.Plain, 1, 1);
        Assert.Equal("1", await Inbox.TakeAsync(_key, Cancel));
        await Consumer(_key).DeactivateAsync();
        await Publisher().PublishAsync(StreamNames.Plain, 2, 2);
        Assert.Equal(["resumed 2", "resumed 3"], await Inbox.TakeAsync(_key, 2, Cancel));
        Assert.Equal([handle], await Consumer(_key).HandlesAsync(_key));
    }

    [Fact(Timeout = TimeoutMilliseconds)]
    public async Task Unsubscribe_OfOneOfTwoConsumers_LeavesTheOther()
    {
        var other = Guid.NewGuid().ToString("N");
        await Consumer(_key).SubscribeAsync(_key);
        await Consumer(other).SubscribeAsync(_key);
        await Publisher().PublishAsync(StreamNames.Plain, 1, 1);
        Assert.Equal("1", await Inbox.TakeAsync(_key, Cancel));
        Assert.Equal("1", await Inbox.TakeAsync(other, Cancel));

        Assert.Equal(1, await Consumer(_key).UnsubscribeAllAsync(_key));
        Assert.Empty(await Consumer(_key).HandlesAsync(_key));
        await Publisher().PublishAsync(StreamNames.Plain, 2, 1);
        Assert.Equal("2", await Inbox.TakeAsync(other, Cancel));

        // The first consumer would have had 2 before 3: subscribing again shows that it did not.
        await Consumer(_key).SubscribeAsync(_key);
        await Publisher().PublishAsync(StreamNames.Plain, 3, 1);
        Assert.Equal("3", await Inbox.TakeAsync(_key, Cancel));
    }

    [Fact(Timeout = TimeoutMilliseconds)]
    public async Task Subscribe_Twice_DeliversTwice()
    {
        await Consumer(_key).SubscribeAsync(_key);
        await Consumer(_key).SubscribeAsync(_key);
        Assert.Equal(2, (await Consumer(_key).HandlesAsync(_key)).Distinct().Count());
        await Publisher().PublishAsync(StreamNames.Plain, 1, 2);
        var messages = await Inbox.TakeAsync(_key, 4, Cancel);
        Assert.Equal(["1", "1", "2", "2"], messages.Order(StringComparer.Ordinal));
    }

    [Fact(Timeout = TimeoutMilliseconds)]
    public async Task Handle_UsedTwice_IsRefused()
    {
        await Consumer(_key).SubscribeAsync(_key);
        await Assert.ThrowsAsync<InvalidOperationException>(() => Consumer(_key).ResumeTwiceAsync(_key));
    }

    [Fact(Timeout = TimeoutMilliseconds)]
    public async Task Event_ChangedByProducerAndConsumers_IsTheOriginalForEach()
    {
        var other = Guid.NewGuid().ToString("N");
        await streams.Cluster.Client.GetGrain<IChangingConsumer>(_key).SubscribeAsync(_key);
        await streams.Cluster.Client.GetGrain<IChangingConsumer>(other).SubscribeAsync(_key);
        await Publisher().PublishParcelAndChangeItAsync(StreamNames.Plain);
        Assert.Equal("1 original,seen", await Inbox.TakeAsync(_key, Cancel));
        Assert.Equal("1 original,seen", await Inbox.TakeAsync(other, Cancel));
    }

    [Fact(Timeout = TimeoutMilliseconds)]
    public async Task Subscribe_ByAClient_DeliversInOrderUntilUnsubscribed()
    {
        var received = Channel.CreateUnbounded<int>();
        var stream = streams.Cluster.Client.GetStreamProvider(StreamNames.Provider)
            .GetStream<int>(StreamNames.Plain, _key);
        var handle = await stream.SubscribeAsync((item, _) => received.Writer.WriteAsync(item).AsTask());
        await Publisher().PublishAsync(StreamNames.Plain, 0, 200);
        for (var i = 0; i < 200; i++) Assert.Equal(i, await received.Reader.ReadAsync(Cancel));

        await handle.UnsubscribeAsync();
        Assert.Empty(await stream.GetAllSubscriptionHandles());
    }

    [Fact(Timeout = TimeoutMilliseconds)]
    public async Task Publish_ToOtherKeysAndNamespaces_IsNotDelivered()
    {
        await Consumer(_key).SubscribeAsync(_key);
        await streams.Cluster.Client.GetGrain<IPublisherGrain>($"{_key}-other").PublishAsync(StreamNames.Plain, 1, 1);
        await Publisher().PublishAsync("test-unheard", 2, 1);
        await Publisher().PublishAsync(StreamNames.Plain, 3, 1);
        Assert.Equal("3", await Inbox.TakeAsync(_key, Cancel));
    }

    [Fact(Timeout = TimeoutMilliseconds)]
    public void GetStreamProvider_ThatDoesNotExist_IsAKeyNotFound() =>
        Assert.Throws<KeyNotFoundException>(() => streams.Cluster.Client.GetStreamProvider("nowhere"));

    private IExplicitConsumer Consumer(string key) => streams.Cluster.Client.GetGrain<IExplicitConsumer>(key);

    private IPublisherGrain Publisher() => streams.Cluster.Client.GetGrain<IPublisherGrain>(_key);
}
