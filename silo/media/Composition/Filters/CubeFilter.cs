using Framemill.Pixels;

namespace Framemill.Media.Composition.Filters;

/// <summary>Colours out of a table, before any other filter but the key.</summary>
internal sealed class CubeFilter(PixelPool pool, RowBands? bands, ColorCube cube, IPictureFilter? next) : IPictureFilter
{
    public PlanarImage Apply(PlanarImage source)
    {
        var target = PlanarImage.Allocate(pool, source.Width, source.Height, source.HasAlpha);
        cube.Apply(source, target, bands);
        if (next is null) return target;
        try
        {
            return next.Apply(target);
        }
        finally
        {
            target.Release();
        }
    }
}
