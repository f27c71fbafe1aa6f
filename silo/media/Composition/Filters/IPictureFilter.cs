using Framemill.Pixels;

namespace Framemill.Media.Composition.Filters;

/// <summary>Changes how a picture looks, pixel by pixel or nearly so.</summary>
internal interface IPictureFilter
{
    /// <summary>A new picture of the same size; the given one stays as it is.</summary>
    PlanarImage Apply(PlanarImage source);
}
