using Framemill.Pixels;

namespace Framemill.Media.Sources.Reels;

/// <summary>
/// One decoder for several readers of a video. Whoever needs a frame that is not decoded yet moves the decoder on; what
/// others behind it still want is held for them, within bounds.
/// </summary>
internal sealed class VideoReel(VideoSource source, long frameBytes, HeldBytes room) : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _decoding = new(1);
    private readonly SortedList<int, PlanarImage> _held = [];
    private readonly List<WantedFrames> _readers = [];
    private int _head = -1;
    private volatile bool _isBroken;

    /// <summary>True once the decoder failed.</summary>
    public bool IsBroken => _isBroken;

    /// <summary>The last frame that was decoded; -1 before the first.</summary>
    public int Head
    {
        get
        {
            lock (_lock) return _head;
        }
    }

    public bool HasReaders
    {
        get
        {
            lock (_lock) return _readers.Count > 0;
        }
    }

    /// <summary>True when what must be held until everybody reads in step fits.</summary>
    public bool HasRoomToReach(int frame)
    {
        lock (_lock)
        {
            var most = 0;
            foreach (var reader in _readers) most = Math.Max(most, reader.CountBefore(frame));
            return room.Fits(most * frameBytes);
        }
    }

    public void Add(WantedFrames reader)
    {
        lock (_lock) _readers.Add(reader);
    }

    public void Remove(WantedFrames reader)
    {
        lock (_lock)
        {
            _readers.Remove(reader);
            DropUnwanted();
        }
    }

    /// <summary>
    /// The frame, held for the caller; null when it was passed already, or when reaching it would hold too much for
    /// those behind: the reader then needs a decoder of its own.
    /// </summary>
    public async Task<PlanarImage?> ReadAsync(WantedFrames reader, int frame, CancellationToken cancellationToken)
    {
        if (TakeHeld(reader, frame) is { } held) return held;
        await _decoding.WaitAsync(cancellationToken);
        try
        {
            while (true)
            {
                if (TakeHeld(reader, frame) is { } reached) return reached;
                if (NextToDecode(reader, frame) is not { } next) return null;
                var image = await DecodeAsync(next, cancellationToken);
                if (Keep(reader, next, image, next == frame)) return image;
            }
        }
        finally
        {
            _decoding.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await source.DisposeAsync();
        lock (_lock)
        {
            for (var i = _held.Count - 1; i >= 0; i--) Drop(i);
        }

        _decoding.Dispose();
    }

    private async Task<PlanarImage> DecodeAsync(int frame, CancellationToken cancellationToken)
    {
        try
        {
            return await source.FrameAtAsync(frame, cancellationToken);
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            // Whoever tries again shall have a decoder that has not failed.
            _isBroken = true;
            throw;
        }
    }

    private PlanarImage? TakeHeld(WantedFrames reader, int frame)
    {
        lock (_lock)
        {
            if (!_held.TryGetValue(frame, out var image)) return null;
            image.AddReference();
            reader.Pass(frame);
            DropUnwanted();
            return image;
        }
    }

    private int? NextToDecode(WantedFrames reader, int frame)
    {
        lock (_lock)
        {
            if (frame <= _head) return null;
            var next = frame;
            foreach (var other in _readers) next = Math.Min(next, other.After(_head));
            return room.Fits(frameBytes) || !WillBeHeld(next, next == frame ? reader : null) ? next : null;
        }
    }

    /// <returns>True when the frame is the caller's, who now owns the reference.</returns>
    private bool Keep(WantedFrames reader, int frame, PlanarImage image, bool isCallers)
    {
        lock (_lock)
        {
            _head = frame;
            if (isCallers) reader.Pass(frame);
            if (IsWanted(frame)) Hold(frame, image);
            DropUnwanted();
        }

        if (!isCallers) image.Release();
        return isCallers;
    }

    private void DropUnwanted()
    {
        for (var i = _held.Count - 1; i >= 0; i--)
        {
            if (!IsWanted(_held.Keys[i])) Drop(i);
        }
    }

    private void Hold(int frame, PlanarImage image)
    {
        _held.Add(frame, image.AddReference());
        room.Add(frameBytes);
    }

    private void Drop(int place)
    {
        _held.Values[place].Release();
        _held.RemoveAt(place);
        room.Add(-frameBytes);
    }

    private bool IsWanted(int frame) => WillBeHeld(frame, taker: null);

    /// <param name="taker">Takes the frame as soon as it is there.</param>
    private bool WillBeHeld(int frame, WantedFrames? taker)
    {
        foreach (var reader in _readers)
        {
            if (reader != taker && reader.Contains(frame)) return true;
        }

        return false;
    }
}
