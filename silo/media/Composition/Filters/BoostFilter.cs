using Framemill.Pixels;

namespace Framemill.Media.Composition.Filters;

/// <summary>Stronger contrast and stronger colours.</summary>
internal sealed class BoostFilter(PixelPool pool, RowBands? bands) : LookFilter(pool, bands, ColorLook.Boost);
