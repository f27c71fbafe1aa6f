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

    /// <summary>Of the rendered range, in seconds.</summary>
    public required Rational Duration { get; init; }

    /// <summary>Where in the timeline the film begins, in seconds.</summary>
    public required Rational RangeStart { get; init; }

    /// <summary>Bottom first, the order to paint in; clips that are only heard among them.</summary>
    public required IReadOnlyList<FilmClip> Clips { get; init; }

    public AssetFacts? Soundtrack { get; init; }

    public IReadOnlyList<AssetFacts> Fonts { get; init; } = [];

    /// <summary>Frame of the poster; null for none.</summary>
    public int? PosterFrame { get; init; }

    /// <summary>Frame of the thumbnail; null for none.</summary>
    public int? ThumbnailFrame { get; init; }

    public bool HasPicture => Format != OutputFormat.Mp3;

    /// <summary>True for formats that hold sound, unless the user muted it or nothing sounds.</summary>
    public bool HasSound { get; init; }

    /// <summary>Samples of the whole film at a sampling rate: as long as the frames, to the nearest sample.</summary>
    public long SampleCount(int samplesPerSecond) =>
        (HasPicture ? Rate.TimeOf(FrameCount) * samplesPerSecond : Duration * samplesPerSecond).Round();
}
