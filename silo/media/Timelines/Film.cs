using Framemill.Media.Edits;

namespace Framemill.Media.Timelines;

/// <summary>A timeline with every time worked out and every asset looked into: ready to be made into frames.</summary>
public sealed record Film
{
    public required Edit Edit { get; init; }

    public required OutputFormat Format { get; init; }

    /// <summary>The canvas that clips are laid out on.</summary>
    public required FrameSize Size { get; init; }

    /// <summary>What is written; the canvas is scaled to it where they differ.</summary>
    public required FrameSize OutputSize { get; init; }

    public required FrameRate Rate { get; init; }

    /// <summary>One for a still picture.</summary>
    public required int FrameCount { get; init; }

    /// <summary>Of the rendered range, in seconds, before it is rounded to frames.</summary>
    public required Rational Duration { get; init; }

    /// <summary>Where in the timeline the film begins, in seconds.</summary>
    public required Rational RangeStart { get; init; }

    /// <summary>Bottom first, the order to paint in; clips that are only heard among them.</summary>
    public required IReadOnlyList<FilmClip> Clips { get; init; }

    /// <summary>Empty for a muted film and for formats that hold no sound.</summary>
    public IReadOnlyList<FilmSound> Sounds { get; init; } = [];

    /// <summary>The fonts of the timeline, in its order.</summary>
    public IReadOnlyList<AssetFacts> Fonts { get; init; } = [];

    /// <summary>Null for no poster.</summary>
    public int? PosterFrame { get; init; }

    /// <summary>Null for no thumbnail.</summary>
    public int? ThumbnailFrame { get; init; }

    public bool HasPicture => Format != OutputFormat.Mp3;

    public bool HasSound => Sounds.Count > 0;

    public Quality Quality => Edit.Output.Quality;

    /// <summary>Samples of the whole film: as long as its frames, or for sound alone as its duration.</summary>
    public long SampleCount(int samplesPerSecond) =>
        ((HasPicture ? Rate.TimeOf(FrameCount) : Duration) * samplesPerSecond).Round();

    public FrameRange AllFrames => new(0, FrameCount);

    /// <summary>What is to be painted on a frame, bottom first.</summary>
    public IEnumerable<FilmClip> ClipsAt(int frame) =>
        Clips.Where(clip => clip.Clip.Asset.HasPicture && clip.ShowsAt(frame));
}
