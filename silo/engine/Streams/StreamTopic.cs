using Orleans.Runtime;

namespace Framemill.Engine.Streams;

/// <summary>
/// One stream at work: gives batches their order and hands them to every subscription. Publishing is done once a batch
/// has its place; while a consumer is too far behind, publishers wait in the order they came.
/// </summary>
internal sealed class StreamTopic(StreamHub hub, StreamLife life, StreamId id)
{
    private readonly Lock _lock = new();
    private readonly List<SubscriptionPump> _pumps = [];
    private readonly Queue<WaitingBatch> _waiting = new();
    private Task _stored = Task.CompletedTask;
    private Task? _loading;
    private bool _isLoaded;
    private bool _isRetired;
    private long _lastUse = life.Time.GetTimestamp();

    public StreamId Id => id;

    /// <summary>False when the topic was retired: the hub then makes a new one.</summary>
    public bool TryUse()
    {
        lock (_lock)
        {
            _lastUse = life.Time.GetTimestamp();
            return !_isRetired;
        }
    }

    public Task PublishAsync(EventBatch batch)
    {
        var loaded = EnsureLoadedAsync();
        lock (_lock)
        {
            if (_isLoaded && _waiting.Count == 0 && HasRoom())
            {
                Enter(batch);
                return Task.CompletedTask;
            }

            var waiting = new WaitingBatch(batch);
            _waiting.Enqueue(waiting);
            return loaded.IsCompletedSuccessfully ? waiting.Entered : AfterLoadAsync(loaded, waiting);
        }
    }

    public async Task SubscribeAsync(StreamSubscription subscription, StreamConsumerExtension? client)
    {
        await EnsureLoadedAsync();
        if (client is null) await StoreAsync(subscribers => subscribers.Add(subscription));
        lock (_lock) _pumps.Add(new SubscriptionPump(hub, life, this, subscription, client));
    }

    public async Task UnsubscribeAsync(StreamSubscription subscription)
    {
        await EnsureLoadedAsync();
        if (!subscription.Consumer.IsDefault) await StoreAsync(subscribers => subscribers.Remove(subscription.Id));
        Remove(subscription.Id);
    }

    public async Task<IReadOnlyList<StreamSubscription>> FindAsync(GrainId consumer, StreamConsumerExtension? client)
    {
        await EnsureLoadedAsync();
        lock (_lock)
        {
            return [.. _pumps.Where(pump => pump.IsOf(consumer, client)).Select(pump => pump.Subscription)];
        }
    }

    /// <summary>The oldest batches of a subscription; null, and the pump rests, when there are none.</summary>
    public EventBatch[]? Peek(SubscriptionPump pump, int batchesMax)
    {
        lock (_lock) return pump.PeekOrRest(batchesMax);
    }

    public void Advance(SubscriptionPump pump, int batches)
    {
        if (batches == 0) return;
        lock (_lock)
        {
            pump.Drop(batches);
            EnterWaiting();
        }
    }

    public void Remove(Guid subscription)
    {
        lock (_lock)
        {
            if (_pumps.Find(pump => pump.Subscription.Id == subscription) is not { } pump) return;
            pump.End();
            _pumps.Remove(pump);
            EnterWaiting();
        }
    }

    /// <summary>Forgets a stream that nobody used for a while; its subscriptions are in the storage.</summary>
    public bool TryRetire(TimeSpan unusedFor)
    {
        lock (_lock)
        {
            var isUsed = _waiting.Count > 0 || !_stored.IsCompleted
                || life.Time.GetElapsedTime(_lastUse) < unusedFor || _pumps.Exists(pump => pump.IsNeeded);
            return _isRetired = !isUsed;
        }
    }

    private Task EnsureLoadedAsync()
    {
        if (Volatile.Read(ref _isLoaded)) return Task.CompletedTask;
        lock (_lock)
        {
            // A failed load is tried again by the next one who needs it.
            if (_loading is null or { IsCompleted: true, IsCompletedSuccessfully: false }) _loading = LoadAsync();
            return _loading;
        }
    }

    private async Task LoadAsync()
    {
        var stored = await life.Subscribers.ReadAsync(id).ConfigureAwait(false);
        lock (_lock)
        {
            foreach (var subscription in (IEnumerable<StreamSubscription>)[.. hub.ImplicitSubscriptions(id), .. stored])
            {
                _pumps.Add(new SubscriptionPump(hub, life, this, subscription, null));
            }

            Volatile.Write(ref _isLoaded, true);
            EnterWaiting();
        }
    }

    private static async Task AfterLoadAsync(Task loaded, WaitingBatch waiting)
    {
        try
        {
            await loaded.ConfigureAwait(false);
        }
        catch
        {
            waiting.IsGivenUp = true;
            throw;
        }

        await waiting.Entered.ConfigureAwait(false);
    }

    /// <summary>One change at a time, so that none overwrites another.</summary>
    private Task StoreAsync(Action<StreamSubscribers> change)
    {
        lock (_lock) return _stored = StoreAfterAsync(_stored, change);
    }

    private async Task StoreAfterAsync(Task before, Action<StreamSubscribers> change)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ForceYielding);
        await life.Subscribers.ChangeAsync(id, change).ConfigureAwait(false);
    }

    private void EnterWaiting()
    {
        while (_waiting.Count > 0 && HasRoom())
        {
            var waiting = _waiting.Dequeue();
            if (waiting.IsGivenUp) continue;
            Enter(waiting.Batch);
            waiting.Enter();
        }
    }

    private void Enter(EventBatch batch)
    {
        batch.Sequence = hub.NextSequence();
        foreach (var pump in _pumps) pump.Enqueue(batch);
    }

    private bool HasRoom()
    {
        foreach (var pump in _pumps)
        {
            if (pump.Waiting >= life.Limits.WaitingBatchesMax) return false;
        }

        return true;
    }

    private sealed class WaitingBatch(EventBatch batch)
    {
        private readonly TaskCompletionSource _entered = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public EventBatch Batch => batch;

        public Task Entered => _entered.Task;

        public bool IsGivenUp { get; set; }

        public void Enter() => _entered.TrySetResult();
    }
}
