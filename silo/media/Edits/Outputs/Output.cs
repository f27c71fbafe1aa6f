using Framemill.Media.Timelines;

namespace Framemill.Media.Edits;

/// <summary>What is to come out.</summary>
public sealed record Output
{
    public required OutputFormat Format { get; init; }

    public Resolution? Resolution { get; init; }

    public AspectRatio AspectRatio { get; init; }

    /// <summary>Wins over resolution and aspect ratio.</summary>
    public FrameSize? Size { get; init; }

    /// <summary>Null for the resolution's own.</summary>
    public FrameRate? Rate { get; init; }

    /// <summary>Laid out at <see cref="Resolution"/>, written at this one.</summary>
    public Resolution? ScaleTo { get; init; }

    public Quality Quality { get; init; } = Quality.Medium;

    /// <summary>An animated GIF starts over.</summary>
    public bool Repeat { get; init; } = true;

    /// <summary>The film has no sound.</summary>
    public bool Mute { get; init; }

    public FilmRange? Range { get; init; }

    /// <summary>The moment of the poster in seconds; null for no poster.</summary>
    public Rational? Poster { get; init; }

    public Thumbnail? Thumbnail { get; init; }

    public IReadOnlyList<Destination> Destinations { get; init; } = [];
}
