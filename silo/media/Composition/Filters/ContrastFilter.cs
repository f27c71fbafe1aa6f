using Framemill.Pixels;

namespace Framemill.Media.Composition.Filters;

/// <summary>Darker darks and lighter lights.</summary>
internal sealed class ContrastFilter(PixelPool pool, RowBands? bands) : LookFilter(pool, bands, ColorLook.Contrast);
