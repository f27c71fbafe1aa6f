using Framemill.Media.Edits;

namespace Framemill.Media.Timelines;

/// <summary>Works out when everything of an edit happens. Pure.</summary>
public static class FilmTimeline
{
    /// <param name="facts">What is known of each asset of <see cref="Edit.Assets"/>, by its key.</param>
    public static FilmResolution Resolve(
        Edit edit, IReadOnlyDictionary<AssetKey, AssetFacts> facts, EditLimits? limits = null)
    {
        // 1. Every asset must be there and be what it is used as: lengths depend on it.
        List<EditProblem> problems = [.. AssetChecks.Run(edit, facts)];
        if (problems.Count > 0)
            return new() { Problems = problems };

        // 2. Starts and lengths, now that the assets' durations are known.
        var tracks = edit.Timeline.Tracks;
        var times = ClipSchedule.Complete(tracks, asset => Natural(asset, FactsOf(asset, facts)));
        problems.AddRange(Overlaps.Find(tracks, times));

        // 3. The film is the timeline up to its last end, or the range of it that is asked for.
        var end = times.LatestEnd();
        var range = edit.Output.Range;
        var start = range?.Start ?? Rational.Zero;
        var duration = Rational.Max(Rational.Zero, Rational.Min(range?.Length ?? end, end - start));
        problems.AddRange(CheckLength(edit, end, start, duration, limits ?? new()));
        if (problems.Count > 0)
            return new() { Problems = problems };

        return new() { Film = Lay(edit, facts, times, start, duration, end) };
    }

    private static Film Lay(
        Edit edit,
        IReadOnlyDictionary<AssetKey, AssetFacts> facts,
        ClipTimes times,
        Rational start,
        Rational duration,
        Rational end)
    {
        var rate = FrameSizes.Rate(edit.Output);
        var isStill = IsStill(edit.Output.Format);
        var frameCount = isStill ? 1 : Math.Max(1, (int)rate.NearestFrame(duration));
        var window = new Window(rate, frameCount, start, isStill ? rate.FrameDuration : duration);
        List<FilmClip> clips = [];

        // The first track lies on top, so painting begins with the last one.
        for (var track = edit.Timeline.Tracks.Count - 1; track >= 0; track--)
        {
            var number = track;
            var painted = edit.Timeline.Tracks[track].Clips
                .Select((clip, i) => Lay(window, clip, FactsOf(clip.Asset, facts), number, i, times[number, i]))
                .OfType<FilmClip>()
                .Select(clip => clip with
                {
                    Sync = SyncOf(clip.Clip.Asset, edit.Timeline.Tracks, times, start),
                    LookFacts = clip.Clip.Look is { } look ? facts[AssetKey.Source(look.Source)] : null,
                })
                .OrderBy(clip => clip.Start)
                .ThenBy(clip => clip.Index);
            clips.AddRange(painted);
        }

        var soundtrack = edit.Timeline.Soundtrack is { } music ? facts[AssetKey.Source(music.Source)] : null;
        return new()
        {
            Edit = edit,
            Format = edit.Output.Format,
            Size = FrameSizes.Canvas(edit.Output),
            OutputSize = FrameSizes.Written(edit.Output),
            Rate = rate,
            FrameCount = frameCount,
            Duration = window.Duration,
            RangeStart = start,
            Clips = clips,
            Sounds = FilmSounds.Of(edit, clips, soundtrack, start, end),
            Fonts = [.. edit.Timeline.Fonts.Select(font => facts[AssetKey.Source(font.Source)])],
            PosterFrame = window.Capture(edit.Output.Poster),
            ThumbnailFrame = window.Capture(edit.Output.Thumbnail?.Capture),
        };
    }

    /// <summary>Null for a clip that lies outside the film.</summary>
    private static FilmClip? Lay(Window window, Clip clip, AssetFacts? facts, int track, int index, ClipTime time)
    {
        var start = time.Start!.Value - window.Start;
        var length = time.Length!.Value;
        if (length.IsZero || start >= window.Duration || start + length <= Rational.Zero)
            return null;

        // Both edges are rounded, never a length: clips that meet then share an edge.
        var firstFrame = Math.Clamp(window.Rate.NearestFrame(start), 0, window.FrameCount);
        var endFrame = Math.Clamp(window.Rate.NearestFrame(start + length), firstFrame, window.FrameCount);
        return new()
        {
            Clip = clip,
            Facts = facts,
            Track = track,
            Index = index,
            Start = start,
            Length = length,
            FirstFrame = (int)firstFrame,
            FrameCount = (int)(endFrame - firstFrame),
        };
    }

    /// <summary>Captions of another clip follow that clip, wherever they begin themselves.</summary>
    private static SpeechSync? SyncOf(Asset captions, IReadOnlyList<Track> tracks, ClipTimes times, Rational start)
    {
        if (TranscribedAlias(captions) is not { } name) return null;
        foreach (var (track, index, clip) in ClipWalk.All(tracks))
        {
            if (clip.Alias != name) continue;
            var timing = AssetTiming.Of(clip.Asset);
            return new(times[track, index].Start!.Value - start, timing.Trim, timing.Speed);
        }

        return null;
    }

    private static IEnumerable<EditProblem> CheckLength(
        Edit edit, Rational end, Rational start, Rational duration, EditLimits limits)
    {
        if (end > limits.FilmSecondsMax)
        {
            yield return new(
                EditProblemCodes.FilmTooLong,
                "/timeline",
                $"The timeline lasts {end.ToDouble():0.##} seconds; at most {limits.FilmSecondsMax} are allowed.");
        }

        if (end.IsZero)
            yield return new(EditProblemCodes.FilmEmpty, "/timeline", "The film is empty: no clip has a length.");
        else if (start >= end)
        {
            yield return new(
                EditProblemCodes.RangeOutside, "/output/range/start", "The range begins behind the timeline's end.");
        }
        else if (duration.IsZero && !IsStill(edit.Output.Format))
            yield return new(EditProblemCodes.FilmEmpty, "/output/range/length", "The range has no length.");
    }

    private static bool IsStill(OutputFormat format) =>
        format is OutputFormat.Jpg or OutputFormat.Png or OutputFormat.Bmp;

    private static NaturalLength Natural(Asset asset, AssetFacts? facts)
    {
        var natural = AssetTiming.Of(asset).NaturalLength(facts);
        // Captions of another clip may begin long before it and last until it is over.
        return new(natural ?? NaturalLength.Still, TranscribedAlias(asset) is null ? natural : null);
    }

    private static string? TranscribedAlias(Asset asset) => asset switch
    {
        CaptionAsset caption => ClipAlias.NameIn(caption.Source),
        RichCaptionAsset caption => ClipAlias.NameIn(caption.Source),
        _ => null,
    };

    private static AssetFacts? FactsOf(Asset asset, IReadOnlyDictionary<AssetKey, AssetFacts> facts) =>
        EditAssets.Of(asset, "") is { } reference ? facts[reference.Key] : null;

    /// <summary>The part of the timeline that becomes the film.</summary>
    private readonly record struct Window(FrameRate Rate, int FrameCount, Rational Start, Rational Duration)
    {
        /// <summary>
        /// The frame on screen at a moment of the timeline; the nearest one for a moment outside the film.
        /// </summary>
        public int? Capture(Rational? moment) => moment is { } seconds
            ? (int)Math.Clamp(Rate.FrameAt(seconds - Start), 0, FrameCount - 1)
            : null;
    }
}
