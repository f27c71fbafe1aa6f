using Framemill.Pixels;

namespace Framemill.Media.Composition.Filters;

/// <summary>Half the colour, a little less contrast.</summary>
internal sealed class MutedFilter(PixelPool pool, RowBands? bands) : LookFilter(pool, bands, ColorLook.Muted);
