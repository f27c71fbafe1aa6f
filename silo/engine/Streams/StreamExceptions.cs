using Orleans.Runtime;

namespace Orleans.Streams;

/// <summary>An event could not be delivered in the time that was given to it, and is given up.</summary>
[GenerateSerializer]
public class StreamEventDeliveryFailureException : OrleansException
{
    public StreamEventDeliveryFailureException()
    {
    }

    public StreamEventDeliveryFailureException(string message)
        : base(message)
    {
    }

    public StreamEventDeliveryFailureException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    internal StreamEventDeliveryFailureException(StreamId streamId)
        : base($"Stream provider failed to deliver an event. StreamId:{streamId}")
    {
    }
}
