using Framemill.Pixels;

namespace Framemill.Media.Composition.Filters;

/// <summary>Everything darker.</summary>
internal sealed class DarkenFilter(PixelPool pool, RowBands? bands) : LookFilter(pool, bands, ColorLook.Darken);
