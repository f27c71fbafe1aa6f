using Framemill.Pixels;

namespace Framemill.Media.Composition.Filters;

/// <summary>Out of focus; as strong on a small picture as on a large one.</summary>
internal sealed class BlurFilter(PixelPool pool, RowBands? bands) : IPictureFilter
{
    private const double SigmaOfShortSide = 0.012;

    public PlanarImage Apply(PlanarImage source)
    {
        var target = source.HasAlpha
            ? PlanarImage.AllocateGroup(pool, source.Width, source.Height)
            : PlanarImage.Allocate(pool, source.Width, source.Height, hasAlpha: false);
        Blur.Apply(source, target, Math.Min(source.Width, source.Height) * SigmaOfShortSide, bands);
        return target;
    }
}
