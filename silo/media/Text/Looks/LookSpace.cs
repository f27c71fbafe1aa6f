using Framemill.Media.Timelines;

namespace Framemill.Media.Text.Looks;

/// <summary>The room that a text has: the film's frame and the clip's own box in it.</summary>
public readonly record struct LookSpace(FrameSize Frame, double? ClipWidth, double? ClipHeight)
{
    public double Width => ClipWidth ?? Frame.Width;

    public double Height => ClipHeight ?? Frame.Height;

    /// <summary>
    /// The side that type sizes follow, so that a portrait film does not get letters of a landscape one.
    /// </summary>
    public double ShortSide => Math.Min(Frame.Width, Frame.Height);
}
