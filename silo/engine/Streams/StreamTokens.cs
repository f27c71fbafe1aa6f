using Orleans.Streams;

namespace Orleans.Providers.Streams.Common
{
    /// <summary>An event's place: the number of what was published, and its index within that.</summary>
    [GenerateSerializer, Immutable]
    public class EventSequenceTokenV2 : StreamSequenceToken
    {
        public EventSequenceTokenV2()
        {
        }

        public EventSequenceTokenV2(long seqNumber)
            : this(seqNumber, 0)
        {
        }

        public EventSequenceTokenV2(long seqNumber, int eventInd)
        {
            SequenceNumber = seqNumber;
            EventIndex = eventInd;
        }

        [Id(0)]
        public override long SequenceNumber { get; protected set; }

        [Id(1)]
        public override int EventIndex { get; protected set; }

        public EventSequenceTokenV2 CreateSequenceTokenForEvent(int eventInd) => new(SequenceNumber, eventInd);

        public override bool Equals(object? obj) => Equals(obj as StreamSequenceToken);

        public override bool Equals(StreamSequenceToken? other) => other is EventSequenceTokenV2 token
            && SequenceNumber == token.SequenceNumber && EventIndex == token.EventIndex;

        public override int CompareTo(StreamSequenceToken? other)
        {
            if (other is null) return 1;
            var bySequence = SequenceNumber.CompareTo(other.SequenceNumber);
            return bySequence != 0 ? bySequence : EventIndex.CompareTo(other.EventIndex);
        }

        public override int GetHashCode() => HashCode.Combine(SequenceNumber, EventIndex);

        public override string ToString() =>
            $"[EventSequenceTokenV2: SeqNum={SequenceNumber}, EventIndex={EventIndex}]";
    }
}

namespace Orleans.Streams
{
    public static class StreamSequenceTokenUtilities
    {
        public static bool Newer(this StreamSequenceToken me, StreamSequenceToken other) => me.CompareTo(other) > 0;

        public static bool Older(this StreamSequenceToken me, StreamSequenceToken other) => me.CompareTo(other) < 0;
    }
}
