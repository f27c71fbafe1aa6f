using Framemill.Media.Edits;
using Framemill.Pixels;

namespace Framemill.Media.Composition.Filters;

/// <summary>Takes the key colour out of a picture, before any other filter changes its colours.</summary>
internal sealed class KeyFilter(PixelPool pool, RowBands? bands, ChromaKey key, IPictureFilter? next) : IPictureFilter
{
    private readonly ChromaKeyer _keyer =
        new(key.Color.Red, key.Color.Green, key.Color.Blue, key.Threshold, key.Halo);

    public PlanarImage Apply(PlanarImage source)
    {
        var keyed = PlanarImage.Allocate(pool, source.Width, source.Height, hasAlpha: true);
        _keyer.Apply(source, keyed, bands);
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
