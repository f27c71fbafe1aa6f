using Framemill.Media.Edits;
using Framemill.Pixels;

namespace Framemill.Media.Composition.Filters;

/// <summary>
/// Key, colours and blur of a picture that is shown once: in one pass, the result as small as the blur leaves it. A
/// still is better blurred whole: it is then copied for each frame and not stretched.
/// </summary>
/// <param name="small">For pictures too small for a blur that reduces.</param>
internal sealed class SoftFilter(
    PixelPool pool, RowBands? bands, ChromaKey? key, ColorCube? look, IPictureFilter small) : IPictureFilter
{
    private readonly ChromaKeyer? _keyer = key is null ? null : KeyFilter.KeyerOf(key);

    public PlanarImage Apply(PlanarImage source)
    {
        var sigma = BlurFilter.SigmaFor(source);
        return SoftBlur.Reduces(sigma)
            ? SoftBlur.Apply(source, pool, sigma, _keyer, look, bands)
            : small.Apply(source);
    }
}
