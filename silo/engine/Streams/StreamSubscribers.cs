using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Providers;
using Orleans.Runtime;
using Orleans.Storage;

namespace Framemill.Engine.Streams;

/// <summary>The explicit subscriptions of one stream, as they are stored.</summary>
[GenerateSerializer, Alias("framemill.engine.stream-subscribers")]
internal sealed class StreamSubscribers
{
    [Id(0)]
    public List<StreamSubscriber> All { get; set; } = [];

    public void Add(StreamSubscription subscription) =>
        All.Add(new StreamSubscriber { Id = subscription.Id, Grain = subscription.Consumer.ToString() });

    public void Remove(Guid subscription) => All.RemoveAll(subscriber => subscriber.Id == subscription);
}

[GenerateSerializer, Alias("framemill.engine.stream-subscriber")]
internal sealed record StreamSubscriber
{
    [Id(0)]
    public required Guid Id { get; init; }

    [Id(1)]
    public required string Grain { get; init; }
}

/// <summary>Keeps explicit subscriptions in the grain storage that is meant for them.</summary>
internal sealed class SubscriberStore(string provider, Func<IServiceProvider> services)
{
    private static readonly GrainType s_type = GrainType.Create("stream-subscribers");

    public async Task<IReadOnlyList<StreamSubscription>> ReadAsync(StreamId stream)
    {
        if (Storage() is not { } storage) return [];

        var state = new GrainState<StreamSubscribers>(new StreamSubscribers());
        await storage.ReadStateAsync(provider, KeyOf(stream), state).ConfigureAwait(false);
        return [.. (state.State?.All ?? []).Select(subscriber =>
            new StreamSubscription(subscriber.Id, provider, stream, GrainId.Parse(subscriber.Grain), false))];
    }

    public async Task ChangeAsync(StreamId stream, Action<StreamSubscribers> change)
    {
        var storage = Storage() ?? throw new BadProviderConfigException(
            $"No storage provider named \"{ProviderConstants.DEFAULT_PUBSUB_PROVIDER_NAME}\" or \"{provider}\" found: "
            + "explicit stream subscriptions need one.");
        var state = new GrainState<StreamSubscribers>(new StreamSubscribers());
        await storage.ReadStateAsync(provider, KeyOf(stream), state).ConfigureAwait(false);
        state.State ??= new StreamSubscribers();
        change(state.State);
        var stored = state.State.All.Count > 0
            ? storage.WriteStateAsync(provider, KeyOf(stream), state)
            : storage.ClearStateAsync(provider, KeyOf(stream), state);
        await stored.ConfigureAwait(false);
    }

    private IGrainStorage? Storage() =>
        services().GetKeyedService<IGrainStorage>(ProviderConstants.DEFAULT_PUBSUB_PROVIDER_NAME)
        ?? services().GetKeyedService<IGrainStorage>(provider);

    private static GrainId KeyOf(StreamId stream) => GrainId.Create(s_type, stream.ToString());
}
