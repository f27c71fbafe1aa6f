using Framemill.Media.Composition.Layers;
using Framemill.Media.Composition.Layout;
using Framemill.Media.Composition.Masks;
using Framemill.Pixels;

namespace Framemill.Media.Composition;

/// <summary>Paints the pictures of one step onto a frame.</summary>
internal static class FramePainter
{
    /// <param name="matte">What of the frame may be painted on; null for all.</param>
    public static void Paint(
        PlanarImage target, in FrameStep step, LayerPicture picture, IRowMask? matte, RowBands? bands)
    {
        if (!AffineMap.TryFromPlacement(picture.ToLayer.Then(step.ToFrame), out var map)) return;
        var mask = MaskOf(step, picture);
        if (matte is not null) mask = mask is null ? matte : new MaskProduct(mask, matte);
        LayerPainter.Paint(target, picture.Image, map, step.Bounds, step.Opacity, mask, bands);
    }

    private static IRowMask? MaskOf(in FrameStep step, LayerPicture picture)
    {
        var isCut = step.CutsInside && CutsInto(step.Visible, picture);
        if (!isCut && step.Curtain is null) return null;
        if (step.ToFrame.Inverse() is not { } toLayer) return null;
        var cut = isCut ? new VisibleMask(toLayer, step.Visible) : null;
        if (step.Curtain is not { } curtain) return cut;
        var edge = CurtainMasks.Of(curtain, toLayer, step.Visible, step.IsMirrored);
        return cut is null ? edge : new MaskProduct(cut, edge);
    }

    /// <summary>
    /// False where the picture ends no farther than the shown part: its own edge is all that is seen.
    /// </summary>
    private static bool CutsInto(Area visible, LayerPicture picture)
    {
        var (left, top) = picture.ToLayer.Apply(0, 0);
        var (right, bottom) = picture.ToLayer.Apply(picture.Image.Width, picture.Image.Height);
        const double Hair = 1e-6;
        return left < visible.X - Hair || top < visible.Y - Hair
            || right > visible.Right + Hair || bottom > visible.Bottom + Hair;
    }
}
