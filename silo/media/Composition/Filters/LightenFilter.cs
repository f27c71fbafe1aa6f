using Framemill.Pixels;

namespace Framemill.Media.Composition.Filters;

/// <summary>Everything lighter.</summary>
internal sealed class LightenFilter(PixelPool pool, RowBands? bands) : LookFilter(pool, bands, ColorLook.Lighten);
