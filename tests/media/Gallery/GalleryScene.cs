using Framemill.Media.Timelines;

namespace Framemill.Tests.Media.Gallery;

/// <summary>Something of the edit contract that can be seen.</summary>
/// <param name="Name">The contract's own word for it.</param>
/// <param name="FilmOf">The film that shows it; with a label for people, or without.</param>
/// <param name="Moments">Seconds of that film.</param>
internal sealed record GalleryScene(string Name, Func<bool, Film> FilmOf, IReadOnlyList<double> Moments)
{
    /// <summary>The scene whose pictures are the same; its own name for one that stands for itself.</summary>
    public string Base { get; init; } = Name;
}
