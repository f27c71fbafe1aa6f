using Framemill.Pixels;

namespace Framemill.Media.Composition.Filters;

/// <summary>Out of focus; as strong on a small picture as on a large one.</summary>
internal sealed class BlurFilter(PixelPool pool, RowBands? bands) : IPictureFilter
{
    private const double SigmaOfShortSide = 0.012;

    /// <summary>How wide the bell is, in the picture's own pixels.</summary>
    public static double SigmaFor(PlanarImage picture) => Math.Min(picture.Width, picture.Height) * SigmaOfShortSide;

    public PlanarImage Apply(PlanarImage source)
    {
        var target = source.HasAlpha
            ? PlanarImage.AllocateGroup(pool, source.Width, source.Height)
            : PlanarImage.Allocate(pool, source.Width, source.Height, hasAlpha: false);
        Blur.Apply(source, target, SigmaFor(source), bands);
        return target;
    }
}
