using Orleans.Providers.Streams.Common;

namespace Framemill.Engine.Streams;

/// <summary>What one publishing call put into a stream: delivered together, redelivered together.</summary>
internal abstract class EventBatch(Dictionary<string, object>? context)
{
    /// <summary>Grows along every stream; given when the batch enters its stream.</summary>
    public long Sequence { get; set; }

    /// <summary>The request context of the one who published.</summary>
    public Dictionary<string, object>? Context { get; } = context;

    public abstract int Count { get; }

    public EventSequenceTokenV2 TokenAt(int index) => new(Sequence, index);

    /// <summary>The event as the consumer wants it typed.</summary>
    /// <exception cref="InvalidCastException">The stream carries something else.</exception>
    public abstract TEvent At<TEvent>(int index);
}

internal sealed class EventBatch<T>(T[] events, Dictionary<string, object>? context) : EventBatch(context)
{
    public override int Count => events.Length;

    public override TEvent At<TEvent>(int index) => events[index] switch
    {
        TEvent wanted => wanted,
        null when default(TEvent) is null => default!,
        var other => throw new InvalidCastException(
            $"Received an item of type {other?.GetType().Name ?? "null"}, expected {typeof(TEvent).FullName}"),
    };
}
