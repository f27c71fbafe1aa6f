using Framemill.Pixels;

namespace Framemill.Media.Frames;

/// <summary>
/// Frames that are rendered and wait for their encoder, by handle. It holds so many bytes and no more: who brings a
/// frame waits until one has gone, and so a fast renderer goes at the pace of a slow encoder.
/// </summary>
/// <remarks>A handle is never used twice; releasing it again does nothing.</remarks>
public sealed class FrameStore(long bytesMax)
{
    private readonly Dictionary<long, PlanarImage> _frames = [];
    private readonly Lock _lock = new();
    private readonly LinkedList<(long Bytes, TaskCompletionSource Room)> _waiting = [];
    private long _used;
    private long _lastHandle;

    /// <summary>Bytes of the frames that lie here.</summary>
    public long UsedBytes
    {
        get
        {
            lock (_lock) return _used;
        }
    }

    public int Count
    {
        get
        {
            lock (_lock) return _frames.Count;
        }
    }

    public static long BytesOf(PlanarImage image) => (long)image.Width * image.Height * 3 / 2;

    /// <summary>
    /// Takes a frame in, with a reference of its own, as soon as there is room. In order of arrival; one frame is
    /// taken however large it is, or nothing would ever move.
    /// </summary>
    public async ValueTask<long> PutAsync(PlanarImage image, CancellationToken cancellationToken)
    {
        var bytes = BytesOf(image);
        if (EnterOrQueue(bytes) is { } place)
        {
            // Whoever gives up a place that was just granted gives its room back.
            await using var giveUp = cancellationToken.UnsafeRegister(_ => GiveUp(place, cancellationToken), null);
            await place.Value.Room.Task;
        }

        lock (_lock)
        {
            _frames.Add(++_lastHandle, image.AddReference());
            return _lastHandle;
        }
    }

    /// <summary>
    /// The frame with a reference for the caller, so that its pixels stay even if it is released here meanwhile; null
    /// when it has gone already.
    /// </summary>
    public PlanarImage? Hold(long handle)
    {
        lock (_lock) return _frames.GetValueOrDefault(handle)?.AddReference();
    }

    public void Release(long handle)
    {
        lock (_lock)
        {
            if (!_frames.Remove(handle, out var image)) return;
            var bytes = BytesOf(image);
            image.Release();
            Leave(bytes);
        }
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
        _used -= bytes;
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
            if (place.List is null) return; // Granted in the same moment: the frame goes in, and is released later.
            _waiting.Remove(place);
        }

        place.Value.Room.TrySetCanceled(cancellationToken);
    }

    private bool HasRoomFor(long bytes) => _used == 0 || _used + bytes <= bytesMax;
}
