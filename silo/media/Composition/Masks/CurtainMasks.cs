using Framemill.Media.Composition.Layout;
using Framemill.Pixels;

namespace Framemill.Media.Composition.Masks;

/// <summary>Turns a transition's curtain, which knows only the clip, into weights of target pixels.</summary>
internal static class CurtainMasks
{
    public static void Set(
        RampMask mask, Curtain curtain, in AffineTransform frameToSource, Area visible, bool isMirrored)
    {
        // Along the clip from left (0) to right (1), as a function of the target position.
        var side = isMirrored ? -1 : 1;
        var perX = side * frameToSource.Xx / visible.Width;
        var perY = side * frameToSource.Xy / visible.Width;
        var origin = (frameToSource.X0 - visible.X) / visible.Width;
        if (isMirrored) origin = 1 - origin;

        var (whole, gone) = (curtain.Whole, curtain.Gone);
        if (whole == gone)
        {
            // A hard edge is one pixel soft, or it would jump from pixel to pixel.
            var half = Math.Sqrt((perX * perX) + (perY * perY)) / 2;
            (whole, gone) = (whole - half, gone + half);
        }

        var slope = 1 / (whole - gone);
        mask.Set(perX * slope, perY * slope, (origin - gone) * slope);
    }
}
