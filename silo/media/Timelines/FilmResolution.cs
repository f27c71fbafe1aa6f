using Framemill.Media.Edits;

namespace Framemill.Media.Timelines;

/// <summary>A film, or all that keeps it from being one.</summary>
public sealed record FilmResolution
{
    /// <summary>Null when there are problems.</summary>
    public Film? Film { get; init; }

    public IReadOnlyList<EditProblem> Problems { get; init; } = [];
}
