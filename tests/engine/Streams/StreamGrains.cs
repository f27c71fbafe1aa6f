using System.Globalization;
using Orleans.Runtime;
using Orleans.Streams;
using Orleans.Streams.Core;

namespace Framemill.Tests.Engine.Streams;

public static class StreamNames
{
    public const string Provider = "events";
    public const string Observed = "test-observed";
    public const string Subscribed = "test-subscribed";
    public const string Batched = "test-batched";
    public const string Fragile = "test-fragile";
    public const string Patient = "test-patient";
    public const string Plain = "test-plain";
}

[GenerateSerializer]
public sealed class Parcel
{
    [Id(0)]
    public int Number { get; set; }

    [Id(1)]
    public List<string> Stamps { get; set; } = [];
}

/// <summary>Publishes on behalf of a test.</summary>
public interface IPublisherGrain : IGrainWithStringKey
{
    Task PublishAsync(string ns, int first, int count);
    Task PublishParcelAndChangeItAsync(string ns);
    Task PublishWithContextAsync(string ns, string value);
}

public sealed class PublisherGrain : Grain, IPublisherGrain
{
    public async Task PublishAsync(string ns, int first, int count)
    {
        var stream = Stream<int>(ns);
        for (var i = 0; i < count; i++) await stream.OnNextAsync(first + i);
    }

    public async Task PublishParcelAndChangeItAsync(string ns)
    {
        var parcel = new Parcel { Number = 1, Stamps = ["original"] };
        var publishing = Stream<Parcel>(ns).OnNextAsync(parcel);
        parcel.Number = 2;
        parcel.Stamps.Add("too late");
        await publishing;
    }

    public async Task PublishWithContextAsync(string ns, string value)
    {
        RequestContext.Set("test", value);
        await Stream<int>(ns).OnNextAsync(1);
    }

    private IAsyncStream<T> Stream<T>(string ns) =>
        this.GetStreamProvider(StreamNames.Provider).GetStream<T>(ns, this.GetPrimaryKeyString());
}

public interface IConsumerControl : IGrainWithStringKey
{
    Task DeactivateAsync();
}

public abstract class ConsumerGrain : Grain, IConsumerControl
{
    public Task DeactivateAsync()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    protected void Tell(string message) => Inbox.Put(this.GetPrimaryKeyString(), message);

    protected void Tell(int item) => Tell(item.ToString(CultureInfo.InvariantCulture));
}

public interface IObservedConsumer : IConsumerControl;

/// <summary>Takes its subscription when it is told of it.</summary>
[ImplicitStreamSubscription(StreamNames.Observed)]
public sealed class ObservedConsumer
    : ConsumerGrain, IObservedConsumer, IStreamSubscriptionObserver, IAsyncObserver<int>
{
    public Task OnSubscribed(IStreamSubscriptionHandleFactory handleFactory) =>
        handleFactory.Create<int>().ResumeAsync(this);

    public Task OnNextAsync(int item, StreamSequenceToken? token = null)
    {
        Tell(RequestContext.Get("test") is string value ? $"{item} {value}" : $"{item}");
        return Task.CompletedTask;
    }

    public Task OnErrorAsync(Exception ex) => Task.CompletedTask;
}

public interface ISubscribedConsumer : IConsumerControl;

/// <summary>Takes its subscription when it is activated, and waits at each event.</summary>
[ImplicitStreamSubscription(StreamNames.Subscribed)]
public sealed class SubscribedConsumer : ConsumerGrain, ISubscribedConsumer
{
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var stream = this.GetStreamProvider(StreamNames.Provider)
            .GetStream<int>(StreamNames.Subscribed, this.GetPrimaryKeyString());
        await stream.SubscribeAsync(async (item, _) =>
        {
            await Task.Yield();
            Tell(item);
        });
    }
}

public interface IBatchedConsumer : IConsumerControl;

[ImplicitStreamSubscription(StreamNames.Batched)]
public sealed class BatchedConsumer
    : ConsumerGrain, IBatchedConsumer, IStreamSubscriptionObserver, IAsyncBatchObserver<int>
{
    public Task OnSubscribed(IStreamSubscriptionHandleFactory handleFactory) =>
        handleFactory.Create<int>().ResumeAsync(this);

    public Task OnNextAsync(IList<SequentialItem<int>> items)
    {
        Tell(string.Join(' ', items.Select(item => $"{item.Item}")));
        for (var i = 1; i < items.Count; i++)
        {
            if (!items[i].Token.Newer(items[i - 1].Token)) Tell("tokens out of order");
        }

        return Task.CompletedTask;
    }

    public Task OnErrorAsync(Exception ex) => Task.CompletedTask;
}

public interface IFragileConsumer : IConsumerControl;

/// <summary>Throws at 3 twice and at 5 always, and says so.</summary>
[ImplicitStreamSubscription(StreamNames.Fragile)]
public sealed class FragileConsumer
    : ConsumerGrain, IFragileConsumer, IStreamSubscriptionObserver, IAsyncObserver<int>
{
    private int _threes;

    public Task OnSubscribed(IStreamSubscriptionHandleFactory handleFactory) =>
        handleFactory.Create<int>().ResumeAsync(this);

    public Task OnNextAsync(int item, StreamSequenceToken? token = null)
    {
        if (item == 3 && ++_threes <= 2)
        {
            Tell("threw at 3");
            throw new InvalidOperationException("not yet");
        }

        if (item == 5) throw new InvalidOperationException("never");

        Tell(item);
        return Task.CompletedTask;
    }

    public Task OnErrorAsync(Exception ex)
    {
        Tell($"given up: {ex.GetType().Name}");
        return Task.CompletedTask;
    }
}

public interface IPatientConsumer : IConsumerControl
{
    Task<string> AnswerAsync();
}

/// <summary>Waits at every event until the test opens the gate of its key.</summary>
[ImplicitStreamSubscription(StreamNames.Patient)]
public sealed class PatientConsumer : ConsumerGrain, IPatientConsumer, IStreamSubscriptionObserver, IAsyncObserver<int>
{
    public Task OnSubscribed(IStreamSubscriptionHandleFactory handleFactory) =>
        handleFactory.Create<int>().ResumeAsync(this);

    public async Task OnNextAsync(int item, StreamSequenceToken? token = null)
    {
        await Gate.PassAsync(this.GetPrimaryKeyString());
        Tell(item);
    }

    public Task OnErrorAsync(Exception ex) => Task.CompletedTask;

    public Task<string> AnswerAsync() => Task.FromResult("here");
}

public interface IExplicitConsumer : IConsumerControl
{
    Task<Guid> SubscribeAsync(string streamKey);
    Task<int> UnsubscribeAllAsync(string streamKey);
    Task<List<Guid>> HandlesAsync(string streamKey);
    Task ResumeTwiceAsync(string streamKey);
}

/// <summary>
/// Subscribes on demand; a new activation takes up what its predecessor had, on the stream of its own key.
/// </summary>
public sealed class ExplicitConsumer : ConsumerGrain, IExplicitConsumer
{
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        foreach (var handle in await Stream(this.GetPrimaryKeyString()).GetAllSubscriptionHandles())
        {
            await handle.ResumeAsync((item, _) => OnNextAsync($"resumed {item}"));
        }
    }

    public async Task<Guid> SubscribeAsync(string streamKey)
    {
        var handle = await Stream(streamKey).SubscribeAsync((item, _) => OnNextAsync($"{item}"));
        return handle.HandleId;
    }

    public async Task<int> UnsubscribeAllAsync(string streamKey)
    {
        var handles = await Stream(streamKey).GetAllSubscriptionHandles();
        foreach (var handle in handles) await handle.UnsubscribeAsync();
        return handles.Count;
    }

    public async Task<List<Guid>> HandlesAsync(string streamKey)
    {
        var handles = await Stream(streamKey).GetAllSubscriptionHandles();
        return [.. handles.Select(handle => handle.HandleId)];
    }

    public async Task ResumeTwiceAsync(string streamKey)
    {
        var handle = (await Stream(streamKey).GetAllSubscriptionHandles())[0];
        await handle.UnsubscribeAsync();
        await handle.ResumeAsync((item, _) => OnNextAsync($"{item}"));
    }

    private Task OnNextAsync(string message)
    {
        Tell(message);
        return Task.CompletedTask;
    }

    private IAsyncStream<int> Stream(string key) =>
        this.GetStreamProvider(StreamNames.Provider).GetStream<int>(StreamNames.Plain, key);
}

public interface IChangingConsumer : IConsumerControl
{
    Task SubscribeAsync(string streamKey);
}

/// <summary>Changes what it gets.</summary>
public sealed class ChangingConsumer : ConsumerGrain, IChangingConsumer
{
    public Task SubscribeAsync(string streamKey) => this.GetStreamProvider(StreamNames.Provider)
        .GetStream<Parcel>(StreamNames.Plain, streamKey)
        .SubscribeAsync((parcel, _) =>
        {
            parcel.Stamps.Add("seen");
            Tell($"{parcel.Number} {string.Join(',', parcel.Stamps)}");
            return Task.CompletedTask;
        });
}
