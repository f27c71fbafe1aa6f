using Framemill.Media.Edits;
using Framemill.Pixels;

namespace Framemill.Media.Composition.Filters;

/// <summary>Which filter a name of the contract means.</summary>
internal static class FilterCatalogue
{
    /// <summary>Null for no filter.</summary>
    public static IPictureFilter? Of(Filter filter, PixelPool pool) => null;
}
