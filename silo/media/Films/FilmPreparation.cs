using Framemill.Media.Edits;
using Framemill.Media.Timelines;

namespace Framemill.Media.Films;

/// <summary>A film made ready, or everything that keeps it from being one.</summary>
public sealed record FilmPreparation
{
    public IReadOnlyList<EditProblem> Problems { get; init; } = [];

    /// <summary>Null when there are problems.</summary>
    public FilmManifest? Manifest { get; init; }

    public Film? Film { get; init; }

    /// <summary>Empty for a film that has no moving picture.</summary>
    public IReadOnlyList<Segment> Segments { get; init; } = [];
}
