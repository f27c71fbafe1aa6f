using Framemill.Media.Processes;
using Framemill.Media.Timelines;

namespace Framemill.Media.Sources.Reels;

/// <summary>
/// The videos that are being decoded on this machine. Two lanes of a film that show neighbouring parts of one video
/// read from one decoder where the alternative is to decode a long group of pictures twice; a decoder whose readers
/// have gone waits a little for the next lane. Safe to use from many threads.
/// </summary>
public sealed class VideoReels(ProcessRunner processes, SourceOptions options, TimeProvider time) : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<ReelKey, List<VideoReel>> _reels = [];
    private readonly LinkedList<(ReelKey Key, VideoReel Reel)> _idle = [];
    private readonly HashSet<Task> _closing = [];
    private readonly HeldBytes _room = new(options.SharedFrameBytesMax);
    private (int Readers, int Decoders) _opened;
    private bool _isDisposed;

    private readonly record struct ReelKey(string Path, int Stream, FrameSize Size);

    /// <summary>How often somebody began to read a video, and how many decoders that took.</summary>
    public (int Readers, int Decoders) Opened
    {
        get
        {
            lock (_lock) return _opened;
        }
    }

    /// <summary>Bytes of frames that are held for readers who come to them later.</summary>
    public long HeldFrameBytes => _room.Held;

    /// <summary>Joins those who read the video, or begins to read it.</summary>
    /// <param name="wanted">The frames that will be asked for, rising. Others are given too, but may be slow.</param>
    public IFrameSource Open(VideoRequest request, int[] wanted)
    {
        var reader = new WantedFrames(wanted);
        var key = new ReelKey(request.Path, request.Facts.VideoStream, request.Size);
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            if (!_reels.TryGetValue(key, out var reels)) _reels.Add(key, reels = []);
            var reel = wanted.Length == 0 ? null : Nearest(reels, request.Index, wanted[0]);
            _opened.Readers++;
            if (reel is null)
            {
                reels.Add(reel = new(Source(request), FrameBytes(request), _room));
                _opened.Decoders++;
            }
            else
            {
                RemoveIdle(reel);
            }

            reel.Add(reader);
            return new ReelReader(reel, reader, () => Source(request), left => Leave(key, left, reader));
        }
    }

    public async ValueTask DisposeAsync()
    {
        Task[] closing;
        lock (_lock)
        {
            _isDisposed = true;
            while (_idle.First is { } oldest) Close(oldest);
            closing = [.. _closing];
        }

        await Task.WhenAll(closing);
    }

    // Of the decoders that get there, the one with the shortest way.
    private static VideoReel? Nearest(List<VideoReel> reels, FrameIndex index, int first)
    {
        VideoReel? nearest = null;
        var key = index.KeyFrameAt(first);
        foreach (var reel in reels)
        {
            var head = reel.Head;
            if (reel.IsBroken || head >= first || (nearest is not null && head <= nearest.Head)) continue;
            // Where nobody reads any more it may go on to wherever that is quickest.
            var isNear = key <= head + VideoSource.FramesWorthAStart && reel.HasRoomToReach(first);
            if (isNear || !reel.HasReaders) nearest = reel;
        }

        return nearest;
    }

    private static long FrameBytes(VideoRequest request) => RawFrame.Bytes(request.Size, request.Facts.HasAlpha);

    private VideoSource Source(VideoRequest request) => new(processes, options, request);

    // In one step: of two who leave at the same moment, one is the last.
    private void Leave(ReelKey key, VideoReel reel, WantedFrames reader)
    {
        lock (_lock)
        {
            reel.Remove(reader);
            if (reel.HasReaders) return;
            var place = _idle.AddLast((key, reel));
            if (_isDisposed || reel.IsBroken) Close(place);
            else if (_idle.Count > options.IdleDecodersMax) Close(_idle.First!);
            if (place.List is not null) _ = CloseLaterAsync(place);
        }
    }

    private async Task CloseLaterAsync(LinkedListNode<(ReelKey Key, VideoReel Reel)> place)
    {
        await Task.Delay(TimeSpan.FromSeconds(options.IdleDecoderSeconds), time).ConfigureAwait(false);
        lock (_lock)
        {
            if (place.List is not null) Close(place);
        }
    }

    private void RemoveIdle(VideoReel reel)
    {
        for (var place = _idle.First; place is not null; place = place.Next)
        {
            if (place.Value.Reel != reel) continue;
            _idle.Remove(place);
            return;
        }
    }

    private void Close(LinkedListNode<(ReelKey Key, VideoReel Reel)> place)
    {
        var (key, reel) = place.Value;
        _idle.Remove(place);
        _reels[key].Remove(reel);
        if (_reels[key].Count == 0) _reels.Remove(key);
        var closing = reel.DisposeAsync().AsTask();
        _closing.RemoveWhere(task => task.IsCompleted);
        _closing.Add(closing);
    }
}
