using Framemill.Renders;

namespace Framemill.Ports;

/// <summary>
/// Makes everything ready that frames and sound are made of: fetches, probes, speaks, lays out the film.
/// </summary>
public interface IFilmPreparer
{
    Task<PrepareOutcome> PrepareAsync(PrepareFilm work, CancellationToken cancellationToken);
}

public sealed record PrepareFilm
{
    public required string RenderId { get; init; }
    public required string MergedEdit { get; init; }
    public string? LocalAssetRoot { get; init; }
}

public abstract record PrepareOutcome
{
    private PrepareOutcome() { }

    public sealed record Prepared(FilmPlan Plan) : PrepareOutcome;

    /// <summary>The edit or its media cannot be rendered, now or later.</summary>
    public sealed record Refused(IReadOnlyList<EditError> Errors) : PrepareOutcome;
}
