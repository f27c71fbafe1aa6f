namespace Framemill.Media.Encoders;

/// <summary>
/// The memory that encoders may have together. Who asks for more than is left waits, in order of arrival, but what
/// somebody waits to watch goes first; one encoder is let in however large it is, or nothing would ever be made.
/// </summary>
public sealed class EncoderMemory(long bytesMax)
{
    /// <summary>
    /// So often others may go before one that waits: films that keep coming must not hold a long one up.
    /// </summary>
    public const int PassedMax = 4;

    private readonly Lock _lock = new();
    private readonly LinkedList<Waiter> _waiting = [];
    private long _used;

    /// <summary>Bytes that are taken now.</summary>
    public long UsedBytes
    {
        get
        {
            lock (_lock) return _used;
        }
    }

    /// <summary>Dispose what is returned when the encoder has gone.</summary>
    public async ValueTask<IDisposable> TakeAsync(long bytes, bool isUrgent, CancellationToken cancellationToken)
    {
        if (EnterOrQueue(bytes, isUrgent) is { } place)
        {
            await using var giveUp = cancellationToken.UnsafeRegister(_ => GiveUp(place, cancellationToken), null);
            await place.Value.Room.Task;
        }

        return new Taken(this, bytes);
    }

    private LinkedListNode<Waiter>? EnterOrQueue(long bytes, bool isUrgent)
    {
        lock (_lock)
        {
            if (_waiting.Count == 0 && HasRoomFor(bytes))
            {
                _used += bytes;
                return null;
            }

            var place = Queue(new Waiter(bytes, isUrgent));
            LetIn(); // It may be the first now, and small enough.
            return place;
        }
    }

    private LinkedListNode<Waiter> Queue(Waiter waiter)
    {
        var before = _waiting.Last;
        if (waiter.IsUrgent)
        {
            for (; before is { Value: { IsUrgent: false, TimesPassed: < PassedMax } }; before = before.Previous)
                before.Value.TimesPassed++;
        }

        return before is null ? _waiting.AddFirst(waiter) : _waiting.AddAfter(before, waiter);
    }

    private void Leave(long bytes)
    {
        lock (_lock)
        {
            _used -= bytes;
            LetIn();
        }
    }

    private void LetIn()
    {
        while (_waiting.First is { } first && HasRoomFor(first.Value.Bytes))
        {
            _waiting.RemoveFirst();
            _used += first.Value.Bytes;
            first.Value.Room.TrySetResult();
        }
    }

    private void GiveUp(LinkedListNode<Waiter> place, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (place.List is null) return; // Let in at the same moment: whoever asked has it, and gives it back.
            _waiting.Remove(place);
            LetIn();
        }

        place.Value.Room.TrySetCanceled(cancellationToken);
    }

    private bool HasRoomFor(long bytes) => _used == 0 || _used + bytes <= bytesMax;

    private sealed class Waiter(long bytes, bool isUrgent)
    {
        public long Bytes { get; } = bytes;

        public bool IsUrgent { get; } = isUrgent;

        public int TimesPassed { get; set; }

        public TaskCompletionSource Room { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    private sealed class Taken(EncoderMemory memory, long bytes) : IDisposable
    {
        private long _bytes = bytes;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _bytes, 0) is var left and > 0) memory.Leave(left);
        }
    }
}
