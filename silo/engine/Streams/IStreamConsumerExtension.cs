using Orleans;
using Orleans.Runtime;

namespace Framemill.Engine.Streams;

/// <summary>
/// The consuming side of a grain: events come in as calls, so they wait their turn like any other call.
/// </summary>
internal interface IStreamConsumerExtension : IGrainExtension
{
    // A consumer may take its time: an event that is being worked on must not be delivered a second time.
    [ResponseTimeout("7.00:00:00")]
    Task<DeliveryOutcome> DeliverAsync(Delivery delivery);

    Task FailAsync(FailedDelivery failure);
}

/// <summary>Batches of one subscription, oldest first.</summary>
[GenerateSerializer, Immutable]
internal sealed class Delivery(StreamSubscription subscription, EventBatch[] batches)
{
    public StreamSubscription Subscription { get; } = subscription;

    public EventBatch[] Batches { get; } = batches;
}

/// <param name="Done">How many of the batches need no further delivery.</param>
/// <param name="Failure">What the consumer threw at the next one; null when it only wants to be called again.</param>
[GenerateSerializer, Immutable]
internal sealed record DeliveryOutcome(int Done, Exception? Failure)
{
    private static readonly DeliveryOutcome[] s_plain =
        [.. Enumerable.Range(0, 65).Select(n => new DeliveryOutcome(n, null))];

    public static DeliveryOutcome Of(int done) => done < s_plain.Length ? s_plain[done] : new(done, null);
}

[GenerateSerializer, Immutable]
internal sealed record FailedDelivery(StreamSubscription Subscription, Exception Exception);

/// <summary>Who consumes which stream; <see cref="Consumer"/> is default for a client of this process.</summary>
[GenerateSerializer, Immutable]
internal sealed record StreamSubscription(Guid Id, string Provider, StreamId Stream, GrainId Consumer, bool IsImplicit);
