using Framemill.Pixels;

namespace Framemill.Media.Composition.Filters;

/// <summary>No colour.</summary>
internal sealed class GreyscaleFilter(PixelPool pool, RowBands? bands) : LookFilter(pool, bands, ColorLook.Greyscale);
