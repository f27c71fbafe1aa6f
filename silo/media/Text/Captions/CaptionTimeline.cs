using Framemill.Media.Timelines;

namespace Framemill.Media.Text.Captions;

/// <summary>
/// Captions cut into stretches of frames during which the same cues show. Frames are those of the film.
/// </summary>
public sealed class CaptionTimeline
{
    private readonly List<CaptionStretch> _stretches = [];
    private readonly SpeechSync _sync;
    private readonly FrameRate _rate;

    /// <param name="clip">Says when the captions begin, and how trim and speed change their times.</param>
    public CaptionTimeline(IReadOnlyList<CaptionCue> cues, FilmClip clip, FrameRate rate)
    {
        var timing = AssetTiming.Of(clip.Clip.Asset);
        _sync = clip.Sync ?? new(clip.Start, timing.Trim, timing.Speed);
        _rate = rate;
        var framed = cues.Select(cue =>
            (Cue: cue, First: FrameOf(cue.StartMilliseconds), End: FrameOf(cue.EndMilliseconds)))
            .Where(cue => cue.End > cue.First)
            .ToList();
        var edges = framed.SelectMany(cue => new[] { cue.First, cue.End }).Distinct().Order().ToList();
        for (var i = 0; i + 1 < edges.Count; i++)
        {
            var shown = framed.Where(cue => cue.First <= edges[i] && cue.End > edges[i])
                .Select(cue => cue.Cue).ToList();
            if (shown.Count > 0) _stretches.Add(new(edges[i], edges[i + 1], shown));
        }

        // Rounded as the clips' own edges are, so that a caption begins with the picture that it belongs to.
        long FrameOf(long milliseconds)
        {
            var local = new Rational(milliseconds, 1000) - _sync.Trim;
            if (_sync.Speed > Rational.Zero) local /= _sync.Speed;
            return rate.NearestFrame(_sync.Start + local);
        }
    }

    /// <summary>Stretches in order; between them nothing shows.</summary>
    public IReadOnlyList<CaptionStretch> Stretches => _stretches;

    /// <summary>The captions' own time at a frame.</summary>
    public long MillisecondsAt(int frame) =>
        ((_sync.Trim + (Rational.Max(Rational.Zero, _rate.TimeOf(frame) - _sync.Start) * _sync.Speed))
            * new Rational(1000, 1)).Floor();

    /// <summary>The index of the stretch on screen at a frame, or -1.</summary>
    public int At(long frame)
    {
        int low = 0, high = _stretches.Count - 1;
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (frame < _stretches[middle].FirstFrame) high = middle - 1;
            else if (frame >= _stretches[middle].EndFrame) low = middle + 1;
            else return middle;
        }

        return -1;
    }
}

public sealed record CaptionStretch(long FirstFrame, long EndFrame, IReadOnlyList<CaptionCue> Cues);
