using Framemill.Media.Timelines;

namespace Framemill.Media.Composition.Layers;

/// <summary>Makes the layer that a clip shows.</summary>
internal interface ILayerFactory
{
    /// <summary>Null for a clip that has nothing to see.</summary>
    ValueTask<ILayer?> CreateAsync(FilmClip clip, CancellationToken cancellationToken);
}
