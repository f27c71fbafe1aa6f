using Orleans;
using Orleans.Runtime;
using Orleans.Streams;

namespace Framemill.Engine.Streams;

/// <summary>
/// Delivers one stream to one subscription, in order, one delivery at a time. It runs only while there is something to
/// deliver. What the consumer throws at is delivered again until its time is up; then the consumer is told, and the
/// stream goes on behind it.
/// </summary>
/// <remarks>The queue belongs to the topic and is touched under its lock only.</remarks>
internal sealed class SubscriptionPump(
    StreamHub hub, StreamLife life, StreamTopic topic, StreamSubscription subscription, StreamConsumerExtension? client)
    : IThreadPoolWorkItem
{
    private readonly Queue<EventBatch> _queue = new();
    private bool _isRunning;
    private bool _isEnded;
    private int _failures;
    private long _failingSince;
    private IStreamConsumerExtension? _consumer = client;

    public StreamSubscription Subscription => subscription;

    public int Waiting => _queue.Count;

    /// <summary>Has work, or is known here only.</summary>
    public bool IsNeeded => _queue.Count > 0 || _isRunning || client is not null;

    public bool IsOf(GrainId grain, StreamConsumerExtension? consumer) =>
        subscription.Consumer == grain && client == consumer;

    public void Enqueue(EventBatch batch)
    {
        _queue.Enqueue(batch);
        if (_isRunning) return;
        _isRunning = true;
        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    public EventBatch[]? PeekOrRest(int batchesMax)
    {
        if (_queue.Count == 0 || _isEnded)
        {
            _isRunning = false;
            return null;
        }

        if (_queue.Count == 1) return [_queue.Peek()];
        return [.. _queue.Take(batchesMax)];
    }

    public void Drop(int batches)
    {
        if (_isEnded) return;
        for (var i = 0; i < batches; i++) _queue.Dequeue();
    }

    public void End()
    {
        _isEnded = true;
        _queue.Clear();
    }

    public void Execute() => _ = RunAsync();

    private async Task RunAsync()
    {
        try
        {
            while (topic.Peek(this, life.Limits.DeliveryBatchesMax) is { } batches)
            {
                var outcome = await DeliverAsync(batches).ConfigureAwait(false);
                if (outcome.Done > 0) _failures = 0;
                topic.Advance(this, outcome.Done);
                if (outcome.Failure is { } failure) await OnFailureAsync(failure).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (life.Stopping.IsCancellationRequested)
        {
            // The cluster is gone: what was not delivered is lost with it, as memory is.
        }
    }

    private async Task<DeliveryOutcome> DeliverAsync(EventBatch[] batches)
    {
        try
        {
            _consumer ??= hub.ConsumerOf(subscription.Consumer);
            return await _consumer.DeliverAsync(new Delivery(subscription, batches)).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            // The way to the grain may have led over a silo that is gone.
            if (client is null) _consumer = null;
            return new(0, exception);
        }
    }

    private async Task OnFailureAsync(Exception failure)
    {
        life.Stopping.ThrowIfCancellationRequested();
        if (failure is ClientNotAvailableException)
        {
            topic.Remove(subscription.Id);
            return;
        }

        if (_failures++ == 0) _failingSince = life.Time.GetTimestamp();
        life.LogDeliveryFailed(subscription.Stream, subscription.Consumer, _failures, failure);
        if (life.Time.GetElapsedTime(_failingSince) < life.Delivery.MaxEventDeliveryTime)
        {
            await Task.Delay(RedeliveryDelay(), life.Time, life.Stopping).ConfigureAwait(false);
            return;
        }

        _failures = 0;
        await TellAsync(new StreamEventDeliveryFailureException(subscription.Stream)).ConfigureAwait(false);
        topic.Advance(this, 1);
    }

    private async Task TellAsync(Exception exception)
    {
        try
        {
            _consumer ??= hub.ConsumerOf(subscription.Consumer);
            await _consumer.FailAsync(new FailedDelivery(subscription, exception)).ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            life.LogDeliveryFailed(subscription.Stream, subscription.Consumer, _failures, failure);
        }
    }

    private TimeSpan RedeliveryDelay()
    {
        var delay = life.Limits.RedeliveryDelayMin * Math.Pow(2, Math.Min(_failures - 1, 30));
        return delay < life.Limits.RedeliveryDelayMax ? delay : life.Limits.RedeliveryDelayMax;
    }
}
