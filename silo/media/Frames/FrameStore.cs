using Framemill.Pixels;

namespace Framemill.Media.Frames;

/// <summary>
/// Frames that are rendered and wait for their encoder, by handle. Each lane may have so many here and no more: who
/// brings one too many waits until one of its own has gone, and so a fast renderer goes at the pace of its encoder, and
/// a lane whose encoder waits stops no other.
/// </summary>
/// <remarks>A handle is never used twice; releasing it again does nothing.</remarks>
public sealed class FrameStore(int laneFramesMax)
{
    private readonly Dictionary<long, (PlanarImage Image, FrameLane Lane)> _frames = [];
    private readonly Lock _lock = new();
    private long _lastHandle;

    public int Count
    {
        get
        {
            lock (_lock) return _frames.Count;
        }
    }

    /// <summary>Room for the frames of one more lane.</summary>
    public FrameLane OpenLane() => new(this, laneFramesMax);

    /// <summary>
    /// The frame with a reference for the caller, so that its pixels stay even if it is released here meanwhile; null
    /// when it has gone already.
    /// </summary>
    public PlanarImage? Hold(long handle)
    {
        lock (_lock) return _frames.TryGetValue(handle, out var frame) ? frame.Image.AddReference() : null;
    }

    public void Release(long handle)
    {
        lock (_lock)
        {
            if (!_frames.Remove(handle, out var frame)) return;
            frame.Image.Release();
            frame.Lane.Leave();
        }
    }

    internal long Add(PlanarImage image, FrameLane lane)
    {
        lock (_lock)
        {
            _frames.Add(++_lastHandle, (image.AddReference(), lane));
            return _lastHandle;
        }
    }
}
