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

/// <summary>A film laid out: what is left is to make its parts. Small, and stored with the render.</summary>
public sealed record FilmPlan
{
    /// <summary>Object with the edit and all that was learnt of its media; every later step starts from it.</summary>
    public required string ManifestKey { get; init; }
    public required int FrameCount { get; init; }
    public required int RateNumerator { get; init; }
    public required int RateDenominator { get; init; }
    public required int Width { get; init; }
    public required int Height { get; init; }
    public required string Format { get; init; }

    /// <summary>Content key of the mixed sound; null for a silent film.</summary>
    public string? SoundKey { get; init; }

    /// <summary>Empty for formats without moving pictures.</summary>
    public IReadOnlyList<PlannedSegment> Segments { get; init; } = [];

    /// <summary>Memory that rendering one lane takes, frames in flight and encoder included.</summary>
    public required long LaneMemoryBytes { get; init; }
}

/// <param name="ContentKey">Hash of all that can influence the segment's pixels.</param>
public sealed record PlannedSegment(int Index, int FirstFrame, int FrameCount, string ContentKey);
