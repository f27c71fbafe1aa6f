using Framemill.Media.Edits;
using Framemill.Pixels;

namespace Framemill.Media.Composition.Filters;

/// <summary>Which filter a name of the contract means.</summary>
internal static class FilterCatalogue
{
    /// <summary>For pictures that are shown once: with a key and other colours first; null for nothing to do.</summary>
    public static IPictureFilter? OfMoving(
        Filter filter, ChromaKey? key, ColorCube? look, PixelPool pool, RowBands? bands)
    {
        var whole = key is null
            ? Of(filter, look, pool, bands)
            : new KeyFilter(pool, bands, key, look, Of(filter, pool, bands));
        return filter == Filter.Blur ? new SoftFilter(pool, bands, key, look, whole!) : whole;
    }

    /// <summary>With other colours first, where there are any; null for nothing to do.</summary>
    public static IPictureFilter? Of(Filter filter, ColorCube? look, PixelPool pool, RowBands? bands) =>
        look is null ? Of(filter, pool, bands) : new CubeFilter(pool, bands, look, Of(filter, pool, bands));

    /// <summary>Null for no filter.</summary>
    public static IPictureFilter? Of(Filter filter, PixelPool pool, RowBands? bands) => filter switch
    {
        Filter.None => null,
        Filter.Blur => new BlurFilter(pool, bands),
        Filter.Boost => new BoostFilter(pool, bands),
        Filter.Contrast => new ContrastFilter(pool, bands),
        Filter.Darken => new DarkenFilter(pool, bands),
        Filter.Greyscale => new GreyscaleFilter(pool, bands),
        Filter.Lighten => new LightenFilter(pool, bands),
        Filter.Muted => new MutedFilter(pool, bands),
        Filter.Negative => new NegativeFilter(pool, bands),
        _ => throw new ArgumentOutOfRangeException(nameof(filter), filter, null),
    };
}
