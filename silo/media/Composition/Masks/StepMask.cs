using Framemill.Media.Composition.Layers;
using Framemill.Media.Composition.Layout;
using Framemill.Pixels;

namespace Framemill.Media.Composition.Masks;

/// <summary>
/// All that hides parts of one picture of a step: its cut, a transition's curtain, a matte. Set anew for each picture,
/// never while one is painted.
/// </summary>
internal sealed class StepMask : IRowMask
{
    private const int Run = 1024;

    private readonly VisibleMask _cut = new();
    private readonly RampMask _curtain = new();
    private readonly IRowMask?[] _all = new IRowMask?[3];

    /// <summary>The mask of a picture, good until the next is asked for; null where nothing is hidden.</summary>
    /// <param name="matte">What of the frame may be painted on; null for all.</param>
    public IRowMask? For(in FrameStep step, LayerPicture picture, IRowMask? matte)
    {
        var isCut = step.CutsInside && CutsInto(step.Visible, picture);
        var count = 0;
        if ((isCut || step.Curtain is not null) && step.ToFrame.Inverse() is { } toLayer)
        {
            if (isCut)
            {
                _cut.Set(toLayer, step.Visible);
                _all[count++] = _cut;
            }

            if (step.Curtain is { } curtain)
            {
                CurtainMasks.Set(_curtain, curtain, toLayer, step.Visible, step.IsMirrored);
                _all[count++] = _curtain;
            }
        }

        if (matte is not null) _all[count++] = matte;
        _all.AsSpan(count).Clear();
        return count < 2 ? _all[0] : this;
    }

    public void Fill(int y, int x, Span<byte> weights)
    {
        Span<byte> others = stackalloc byte[Run];
        _all[0]!.Fill(y, x, weights);
        for (var i = 1; i < _all.Length && _all[i] is { } mask; i++)
        {
            for (var at = 0; at < weights.Length; at += Run)
            {
                var part = weights.Slice(at, Math.Min(Run, weights.Length - at));
                mask.Fill(y, x + at, others[..part.Length]);
                for (var k = 0; k < part.Length; k++) part[k] = VisibleMask.Product(part[k], others[k]);
            }
        }
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
