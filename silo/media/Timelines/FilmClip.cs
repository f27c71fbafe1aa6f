using Framemill.Media.Edits;

namespace Framemill.Media.Timelines;

/// <summary>
/// A clip with its times worked out. Times are seconds of the film, which a range makes begin at zero.
/// </summary>
public sealed record FilmClip
{
    public required Clip Clip { get; init; }

    /// <summary>Null for an asset that comes from nowhere, such as text.</summary>
    public AssetFacts? Facts { get; init; }

    /// <summary>What is known of the clip's table of colours; null where it has none.</summary>
    public AssetFacts? LookFacts { get; init; }

    /// <summary>Index of the track in the edit; track 0 lies on top.</summary>
    public required int Track { get; init; }

    /// <summary>Index of the clip in its track.</summary>
    public required int Index { get; init; }

    /// <summary>Negative for a clip that began before the rendered range.</summary>
    public required Rational Start { get; init; }

    public required Rational Length { get; init; }

    /// <summary>First frame of the film that shows it.</summary>
    public required int FirstFrame { get; init; }

    /// <summary>
    /// Frames of the film that show it; zero for a clip shorter than half a frame or outside the range.
    /// </summary>
    public required int FrameCount { get; init; }

    /// <summary>Of captions for another clip's speech: how that one runs. Null for all else.</summary>
    public SpeechSync? Sync { get; init; }

    public Rational End => Start + Length;

    public int EndFrame => FirstFrame + FrameCount;

    public string Pointer => EditPointers.Clip(Track, Index);

    public bool ShowsAt(int frame) => frame >= FirstFrame && frame < EndFrame;

    /// <summary>The clip's own time at a frame: zero at its begin.</summary>
    /// <remarks>
    /// Edges are rounded to frames, so the first frame may lie a little before the exact begin: it counts as it.
    /// </remarks>
    public Rational LocalTime(int frame, FrameRate rate) =>
        Rational.Max(Rational.Zero, rate.TimeOf(frame) - Start);

    /// <summary>The moment of the source at a moment of the clip: trim and speed applied.</summary>
    public Rational SourceTime(Rational localTime) => AssetTiming.Of(Clip.Asset).SourceTime(localTime, Length);

    /// <summary>How long the asset lasts with trim and speed applied; null for what has no duration.</summary>
    public Rational? NaturalLength => AssetTiming.Of(Clip.Asset).NaturalLength(Facts);
}

/// <summary>When a clip's speech is heard.</summary>
/// <param name="Start">Of the clip, in seconds of the film.</param>
/// <param name="Trim">Seconds of the speech that are left out at its begin.</param>
/// <param name="Speed">Seconds of the speech for each second of the film.</param>
public sealed record SpeechSync(Rational Start, Rational Trim, Rational Speed);
