using System.Globalization;
using Orleans.Streams;
using Xunit;

namespace Framemill.Tests.Engine.Streams;

public sealed class ImplicitStreamTests(StreamCluster streams) : IClassFixture<StreamCluster>
{
    private const int TimeoutMilliseconds = 60_000;
    private readonly string _key = Guid.NewGuid().ToString("N");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory(Timeout = TimeoutMilliseconds)]
    [InlineData(StreamNames.Observed)]
    [InlineData(StreamNames.Subscribed)]
    public async Task Publish_ByAGrain_ReachesTheGrainOfTheKeyInOrder(string ns)
    {
        await Publisher().PublishAsync(ns, 0, 500);
        Assert.Equal(Numbers(0, 500), await Inbox.TakeAsync(_key, 500, Cancel));
    }

    [Fact(Timeout = TimeoutMilliseconds)]
    public async Task Publish_ByAClient_ReachesTheGrain()
    {
        await ClientStream(StreamNames.Observed).OnNextAsync(42);
        Assert.Equal("42", await Inbox.TakeAsync(_key, Cancel));
    }

    [Fact(Timeout = TimeoutMilliseconds)]
    public async Task Publish_AfterTheConsumerWentIdle_ReachesItsNextActivation()
    {
        await Publisher().PublishAsync(StreamNames.Subscribed, 1, 1);
        Assert.Equal("1", await Inbox.TakeAsync(_key, Cancel));
        await streams.Cluster.Client.GetGrain<ISubscribedConsumer>(_key).DeactivateAsync();
        await Publisher().PublishAsync(StreamNames.Subscribed, 2, 2);
        Assert.Equal(["2", "3"], await Inbox.TakeAsync(_key, 2, Cancel));
    }

    [Fact(Timeout = TimeoutMilliseconds)]
    public async Task PublishBatch_ToABatchObserver_ComesAsOneBatch()
    {
        var stream = ClientStream(StreamNames.Batched);
        await stream.OnNextBatchAsync([1, 2, 3]);
        await stream.OnNextAsync(4);
        Assert.Equal(["1 2 3", "4"], await Inbox.TakeAsync(_key, 2, Cancel));
    }

    [Fact(Timeout = TimeoutMilliseconds)]
    public async Task PublishBatch_ToAnItemObserver_ComesItemByItem()
    {
        await ClientStream(StreamNames.Observed).OnNextBatchAsync([1, 2, 3]);
        Assert.Equal(["1", "2", "3"], await Inbox.TakeAsync(_key, 3, Cancel));
    }

    [Fact(Timeout = TimeoutMilliseconds)]
    public async Task Event_AtWhichTheConsumerThrows_ComesAgainBeforeTheNext()
    {
        await Publisher().PublishAsync(StreamNames.Fragile, 1, 4);
        Assert.Equal(
            ["1", "2", "threw at 3", "threw at 3", "3", "4"], await Inbox.TakeAsync(_key, 6, Cancel));
    }

    [Fact(Timeout = TimeoutMilliseconds)]
    public async Task Event_AtWhichTheConsumerAlwaysThrows_IsGivenUpAndTheStreamGoesOn()
    {
        await Publisher().PublishAsync(StreamNames.Fragile, 4, 3);
        Assert.Equal(
            ["4", $"given up: {nameof(StreamEventDeliveryFailureException)}", "6"],
            await Inbox.TakeAsync(_key, 3, Cancel));
    }

    [Fact(Timeout = TimeoutMilliseconds)]
    public async Task Publish_WhileTheConsumerIsBusy_ReturnsOnceQueued()
    {
        await Publisher().PublishAsync(StreamNames.Patient, 1, 3);
        Gate.Open(_key);
        Assert.Equal(["1", "2", "3"], await Inbox.TakeAsync(_key, 3, Cancel));
        Assert.Equal("here", await streams.Cluster.Client.GetGrain<IPatientConsumer>(_key).AnswerAsync());
    }

    [Fact(Timeout = TimeoutMilliseconds)]
    public async Task Publish_ByManyStreamsAtOnce_KeepsEachInOrder()
    {
        var keys = Enumerable.Range(0, 20).Select(i => $"{_key}-{i}").ToList();
        await Task.WhenAll(keys.Select(key => streams.Cluster.Client.GetGrain<IPublisherGrain>(key)
            .PublishAsync(StreamNames.Observed, 0, 50)));
        foreach (var key in keys) Assert.Equal(Numbers(0, 50), await Inbox.TakeAsync(key, 50, Cancel));
    }

    [Fact(Timeout = TimeoutMilliseconds)]
    public async Task Publish_WithARequestContext_BringsItAlong()
    {
        await Publisher().PublishWithContextAsync(StreamNames.Observed, "along");
        await Publisher().PublishAsync(StreamNames.Observed, 2, 1);
        Assert.Equal(["1 along", "2"], await Inbox.TakeAsync(_key, 2, Cancel));
    }

    [Fact(Timeout = TimeoutMilliseconds)]
    public async Task Publish_OfAnEndOrError_IsNotSupported()
    {
        var stream = ClientStream(StreamNames.Observed);
        await Assert.ThrowsAsync<NotImplementedException>(stream.OnCompletedAsync);
        await Assert.ThrowsAsync<NotImplementedException>(() => stream.OnErrorAsync(new InvalidOperationException()));
    }

    private IPublisherGrain Publisher() => streams.Cluster.Client.GetGrain<IPublisherGrain>(_key);

    private IAsyncStream<int> ClientStream(string ns) =>
        streams.Cluster.Client.GetStreamProvider(StreamNames.Provider).GetStream<int>(ns, _key);

    private static List<string> Numbers(int first, int count) =>
        [.. Enumerable.Range(first, count).Select(i => i.ToString(CultureInfo.InvariantCulture))];
}
