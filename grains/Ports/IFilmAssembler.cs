using Framemill.Renders;

namespace Framemill.Ports;

/// <summary>Puts the finished parts together. No picture is encoded twice.</summary>
public interface IFilmAssembler
{
    /// <summary>Film, poster and thumbnail as the edit asks: names under the render and object keys.</summary>
    Task<FilmFiles> AssembleAsync(AssembleFilm work, CancellationToken cancellationToken);
}

public sealed record AssembleFilm
{
    public required string RenderId { get; init; }
    public required FilmPlan Plan { get; init; }
}

public sealed record FilmFiles(IReadOnlyDictionary<string, string> Files);

/// <summary>Writes what a player needs while the film still grows.</summary>
public interface IPlaylistPublisher
{
    /// <summary>
    /// Publishes the playlists for the finished run of segments from the film's start. Atomic: a player sees the old
    /// or the new one.
    /// </summary>
    Task PublishAsync(PublishPlaylists work, CancellationToken cancellationToken);
}

public sealed record PublishPlaylists
{
    public required string RenderId { get; init; }
    public required FilmPlan Plan { get; init; }

    /// <summary>How many segments from the start are finished without a gap.</summary>
    public required int SegmentsReady { get; init; }

    /// <summary>False for a long film whose sound was only opened: that lies in a playlist of its own.</summary>
    public required bool SoundIsReady { get; init; }
}
