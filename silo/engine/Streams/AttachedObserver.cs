using Framemill.Engine.Copying;
using Orleans.Runtime;
using Orleans.Streams;

namespace Framemill.Engine.Streams;

/// <summary>An observer that a grain or client gave for a subscription.</summary>
internal abstract class AttachedObserver
{
    /// <summary>
    /// Gives the observer batch after batch as long as it takes them without waiting. One that waits ends the
    /// delivery, so that other calls to the grain get their turn between two batches.
    /// </summary>
    public async Task<DeliveryOutcome> DeliverAsync(EventBatch[] batches)
    {
        for (var done = 0; done < batches.Length; done++)
        {
            try
            {
                var delivered = DeliverInContext(batches[done]);
                if (!delivered.IsCompletedSuccessfully)
                {
                    await delivered;
                    return DeliveryOutcome.Of(done + 1);
                }
            }
            catch (Exception exception)
            {
                return new(done, exception);
            }
        }

        return DeliveryOutcome.Of(batches.Length);
    }

    public abstract Task FailAsync(Exception exception);

    protected abstract Task DeliverAsync(EventBatch batch);

    private Task DeliverInContext(EventBatch batch)
    {
        if (batch.Context is null) return DeliverAsync(batch);

        RequestContext.Values = batch.Context;
        try
        {
            return DeliverAsync(batch);
        }
        finally
        {
            RequestContext.Clear();
        }
    }
}

/// <remarks>
/// Each delivery copies, so a consumer may change what it got and a redelivery still brings the original.
/// </remarks>
internal sealed class AttachedItemObserver<T>(IAsyncObserver<T> observer, StreamSequenceToken? from) : AttachedObserver
{
    public override Task FailAsync(Exception exception) => observer.OnErrorAsync(exception);

    protected override Task DeliverAsync(EventBatch batch)
    {
        if (batch.Count != 1) return DeliverManyAsync(batch);

        var token = batch.TokenAt(0);
        return from is not null && token.Older(from)
            ? Task.CompletedTask
            : observer.OnNextAsync(Copier<T>.Copy(batch.At<T>(0)), token);
    }

    private async Task DeliverManyAsync(EventBatch batch)
    {
        for (var i = 0; i < batch.Count; i++)
        {
            var token = batch.TokenAt(i);
            if (from is null || !token.Older(from)) await observer.OnNextAsync(Copier<T>.Copy(batch.At<T>(i)), token);
        }
    }
}

internal sealed class AttachedBatchObserver<T>(IAsyncBatchObserver<T> observer, StreamSequenceToken? from)
    : AttachedObserver
{
    public override Task FailAsync(Exception exception) => observer.OnErrorAsync(exception);

    protected override Task DeliverAsync(EventBatch batch)
    {
        var items = new List<SequentialItem<T>>(batch.Count);
        for (var i = 0; i < batch.Count; i++)
        {
            var token = batch.TokenAt(i);
            if (from is null || !token.Older(from)) items.Add(new(Copier<T>.Copy(batch.At<T>(i)), token));
        }

        return items.Count == 0 ? Task.CompletedTask : observer.OnNextAsync(items);
    }
}
