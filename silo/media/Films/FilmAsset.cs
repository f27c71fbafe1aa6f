using Framemill.Media.Sources;

namespace Framemill.Media.Films;

/// <summary>An asset of a film as a local file, ready to be decoded.</summary>
public sealed record FilmAsset
{
    public required ManifestAsset Manifest { get; init; }

    /// <summary>The file; it stays while the film is held.</summary>
    public required string Path { get; init; }

    /// <summary>Times of its frames; null for what is no video.</summary>
    public FrameIndex? Index { get; init; }
}
