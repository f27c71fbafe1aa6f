using Framemill.Media.Composition.Layers;
using Framemill.Media.Composition.Layout;
using Framemill.Pixels;

namespace Framemill.Media.Composition;

/// <summary>Works out what a frame consists of. Pure but for asking open layers which picture they show.</summary>
internal static class FramePlanner
{
    // Where edges and pixels agree to this, they agree: doubles are exact to far less, eyes to far more.
    private const double Snap = 1e-6;

    /// <summary>The step of one clip; null where nothing of it shows.</summary>
    public static FrameStep? Step(int clip, ILayer layer, ClipMotion motion, Canvas canvas, int frame)
    {
        var picture = layer.PictureAt(frame);
        if (picture < 0) return null;
        var moment = motion.At(frame);
        var opacity = (int)Math.Round(moment.Opacity * LayerPainter.OpacityFull);
        if (opacity == 0 || moment.Placement.Visible.IsEmpty) return null;
        if (moment.Curtain is { } curtain && IsAllGone(curtain)) return null;

        var placement = moment.Placement with { SourceToFrame = canvas.ToOutput(moment.Placement.SourceToFrame) };
        var bounds = placement.FrameBounds();
        var pixels = Around(bounds).Intersect(canvas.Bounds);
        if (pixels.IsEmpty) return null;
        var isUpright = IsUpright(placement.SourceToFrame);
        var showsAll = moment.Curtain is not { } edge || IsAllWhole(edge);
        var cutsInside = !isUpright || CutsInside(bounds, canvas);
        return new()
        {
            Clip = clip,
            Picture = picture,
            ToFrame = placement.SourceToFrame,
            Visible = placement.Visible,
            Opacity = opacity,
            Curtain = showsAll ? null : moment.Curtain,
            IsMirrored = moment.IsMirrored,
            Bounds = pixels,
            CutsInside = cutsInside,
            HidesAllBelow = layer.IsOpaque && opacity == LayerPainter.OpacityFull && showsAll && isUpright
                && Covers(bounds, canvas),
        };
    }

    private static bool IsAllGone(Curtain curtain) =>
        curtain.Whole <= curtain.Gone ? curtain.Gone <= 0 : curtain.Gone >= 1;

    private static bool IsAllWhole(Curtain curtain) =>
        curtain.Whole <= curtain.Gone ? curtain.Whole >= 1 : curtain.Whole <= 0;

    private static bool IsUpright(in AffineTransform transform) => transform.Xy == 0 && transform.Yx == 0;

    private static bool Covers(Area bounds, Canvas canvas) =>
        bounds.X <= Snap && bounds.Y <= Snap
        && bounds.Right >= canvas.Output.Width - Snap && bounds.Bottom >= canvas.Output.Height - Snap;

    /// <summary>False where every edge of the shown part is outside the frame or on a border between pixels.</summary>
    private static bool CutsInside(Area bounds, Canvas canvas) =>
        IsBetween(bounds.X, canvas.Output.Width) || IsBetween(bounds.Right, canvas.Output.Width)
        || IsBetween(bounds.Y, canvas.Output.Height) || IsBetween(bounds.Bottom, canvas.Output.Height);

    private static bool IsBetween(double edge, int side) =>
        edge > Snap && edge < side - Snap && Math.Abs(edge - Math.Round(edge)) > Snap;

    private static PixelRect Around(Area bounds)
    {
        const double Far = 1 << 20;
        var left = (int)Math.Floor(Math.Clamp(bounds.X, -Far, Far) + Snap);
        var top = (int)Math.Floor(Math.Clamp(bounds.Y, -Far, Far) + Snap);
        var right = (int)Math.Ceiling(Math.Clamp(bounds.Right, -Far, Far) - Snap);
        var bottom = (int)Math.Ceiling(Math.Clamp(bounds.Bottom, -Far, Far) - Snap);
        return new(left, top, right - left, bottom - top);
    }
}
