namespace Framemill.Media.Encoders;

/// <summary>
/// The memory that encoders may have together. Who asks for more than is left waits, in order of arrival; one encoder
/// is let in however large it is, or nothing would ever be made.
/// </summary>
public sealed class EncoderMemory(long bytesMax)
{
    private readonly Lock _lock = new();
    private readonly LinkedList<(long Bytes, TaskCompletionSource Room)> _waiting = [];
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
    public async ValueTask<IDisposable> TakeAsync(long bytes, CancellationToken cancellationToken)
    {
        if (EnterOrQueue(bytes) is { } place)
        {
            await using var giveUp = cancellationToken.UnsafeRegister(_ => GiveUp(place, cancellationToken), null);
            await place.Value.Room.Task;
        }

        return new Taken(this, bytes);
    }

    private LinkedListNode<(long Bytes, TaskCompletionSource Room)>? EnterOrQueue(long bytes)
    {
        lock (_lock)
        {
            if (_waiting.Count == 0 && HasRoomFor(bytes))
            {
                _used += bytes;
                return null;
            }

            return _waiting.AddLast(
                (bytes, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)));
        }
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

    private void GiveUp(
        LinkedListNode<(long Bytes, TaskCompletionSource Room)> place, CancellationToken cancellationToken)
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

    private sealed class Taken(EncoderMemory memory, long bytes) : IDisposable
    {
        private long _bytes = bytes;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _bytes, 0) is var left and > 0) memory.Leave(left);
        }
    }
}
