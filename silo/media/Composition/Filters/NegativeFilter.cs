using Framemill.Pixels;

namespace Framemill.Media.Composition.Filters;

/// <summary>Black for white, and each colour for its opposite.</summary>
internal sealed class NegativeFilter(PixelPool pool, RowBands? bands) : LookFilter(pool, bands, ColorLook.Negative);
