using Framemill.Pixels;

namespace Framemill.Media.Sources.Reels;

/// <summary>
/// Reads a part of a video from a decoder that others may read from too, and from one of its own where they have drawn
/// too far apart. Either way a frame is the same, byte for byte.
/// </summary>
internal sealed class ReelReader(
    VideoReel reel, WantedFrames wanted, Func<VideoSource> openOwn, Action<VideoReel> leave) : IFrameSource
{
    private VideoReel? _reel = reel;
    private VideoSource? _own;

    public async Task<PlanarImage> FrameAtAsync(int frame, CancellationToken cancellationToken)
    {
        if (_reel is { } shared)
        {
            if (await shared.ReadAsync(wanted, frame, cancellationToken) is { } image) return image;
            Leave();
            _own = openOwn();
        }

        return await _own!.FrameAtAsync(frame, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        Leave();
        if (_own is not null) await _own.DisposeAsync();
    }

    private void Leave()
    {
        if (Interlocked.Exchange(ref _reel, null) is { } reel) leave(reel);
    }
}
