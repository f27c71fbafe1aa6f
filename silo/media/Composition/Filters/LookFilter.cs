using Framemill.Pixels;

namespace Framemill.Media.Composition.Filters;

/// <summary>A filter that changes brightness, contrast or colour of each pixel by itself.</summary>
internal abstract class LookFilter(PixelPool pool, RowBands? bands, ColorLook look) : IPictureFilter
{
    public PlanarImage Apply(PlanarImage source)
    {
        var target = PlanarImage.Allocate(pool, source.Width, source.Height, source.HasAlpha);
        look.Apply(source, target, bands);
        return target;
    }
}
