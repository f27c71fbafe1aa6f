using Framemill.Media.Composition.Layers;
using Framemill.Media.Composition.Masks;
using Framemill.Pixels;

namespace Framemill.Media.Composition;

/// <summary>Paints the pictures of one step onto a frame. For one caller at a time.</summary>
internal sealed class FramePainter(RowBands? bands)
{
    private readonly StepMask _mask = new();

    /// <param name="matte">What of the frame may be painted on; null for all.</param>
    public void Paint(PlanarImage target, in FrameStep step, LayerPicture picture, IRowMask? matte)
    {
        if (!AffineMap.TryFromPlacement(picture.ToLayer.Then(step.ToFrame), out var map)) return;
        LayerPainter.Paint(
            target, picture.Image, map, step.Bounds, step.Opacity, _mask.For(step, picture, matte), bands);
    }
}
