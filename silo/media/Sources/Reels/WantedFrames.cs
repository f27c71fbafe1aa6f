namespace Framemill.Media.Sources.Reels;

/// <summary>Which frames of a video a reader will still ask for: rising, each once. Pure but for its place.</summary>
internal sealed class WantedFrames
{
    private readonly int[] _frames;
    private int _next;

    public WantedFrames(int[] frames)
    {
        for (var i = 1; i < frames.Length; i++)
        {
            if (frames[i] <= frames[i - 1]) throw new ArgumentException("Wanted frames rise.", nameof(frames));
        }

        _frames = frames;
    }

    /// <summary>Frames up to and including this one have been taken, or will not be asked for any more.</summary>
    public void Pass(int frame)
    {
        while (_next < _frames.Length && _frames[_next] <= frame) _next++;
    }

    public bool Contains(int frame) => Array.BinarySearch(_frames, _next, _frames.Length - _next, frame) >= 0;

    /// <summary>The first wanted frame after the one given; none: <see cref="int.MaxValue"/>.</summary>
    public int After(int frame)
    {
        var at = Array.BinarySearch(_frames, _next, _frames.Length - _next, frame + 1);
        if (at < 0) at = ~at;
        return at < _frames.Length ? _frames[at] : int.MaxValue;
    }

    /// <summary>How many frames before the one given are still wanted.</summary>
    public int CountBefore(int frame)
    {
        var at = Array.BinarySearch(_frames, _next, _frames.Length - _next, frame);
        return (at < 0 ? ~at : at) - _next;
    }
}
