using Framemill.Media.Edits;
using Framemill.Pixels;

namespace Framemill.Media.Composition.Filters;

/// <summary>
/// Takes the key colour out of a picture, and then changes what is left by a table, before any other filter.
/// </summary>
internal sealed class KeyFilter(
    PixelPool pool, RowBands? bands, ChromaKey key, ColorCube? look, IPictureFilter? next) : IPictureFilter
{
    private readonly ChromaKeyer _keyer = KeyerOf(key);

    public static ChromaKeyer KeyerOf(ChromaKey key) =>
        new(key.Color.Red, key.Color.Green, key.Color.Blue, key.Threshold, key.Halo);

    public PlanarImage Apply(PlanarImage source)
    {
        var keyed = PlanarImage.Allocate(pool, source.Width, source.Height, hasAlpha: true);
        _keyer.Apply(source, keyed, bands);
        look?.Apply(keyed, keyed, bands);
        if (next is null) return keyed;
        try
        {
            return next.Apply(keyed);
        }
        finally
        {
            keyed.Release();
        }
    }
}
