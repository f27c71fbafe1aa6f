namespace Framemill.Media.Timelines;

/// <summary>Frames of a film that follow each other.</summary>
/// <param name="First">Number of the first in the film, from 0.</param>
public readonly record struct FrameRange(int First, int Count)
{
    /// <summary>The first frame that is none of them.</summary>
    public int End => First + Count;
}
