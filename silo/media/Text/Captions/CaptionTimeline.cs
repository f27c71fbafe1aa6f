using Framemill.Media.Timelines;

namespace Framemill.Media.Text.Captions;

/// <summary>
/// Captions cut into stretches of frames during which the same cues show. Frames are those of the film.
/// </summary>
public sealed class CaptionTimeline
{
    /// <summary>Cues on screen at one time; of more, the newest.</summary>
    private const int TogetherMax = 8;

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
            .Where(cue => cue.End > cue.First);
        Cut([.. framed]);

        // Rounded as the clips' own edges are, so that a caption begins with the picture that it belongs to.
        long FrameOf(long milliseconds)
        {
            var local = new Rational(milliseconds, 1000) - _sync.Trim;
            if (_sync.Speed > Rational.Zero) local /= _sync.Speed;
            return rate.NearestFrame(_sync.Start + local);
        }
    }

    /// <summary>From edge to edge, whatever cues are open there. In one pass: files may hold very many.</summary>
    private void Cut(IReadOnlyList<(CaptionCue Cue, long First, long End)> cues)
    {
        var edges = new List<(long Frame, bool Opens, int Cue)>(cues.Count * 2);
        for (var i = 0; i < cues.Count; i++)
        {
            edges.Add((cues[i].First, true, i));
            edges.Add((cues[i].End, false, i));
        }

        edges.Sort((one, other) => one.Frame.CompareTo(other.Frame));
        var open = new SortedSet<int>();
        for (var at = 0; at < edges.Count;)
        {
            var frame = edges[at].Frame;
            for (; at < edges.Count && edges[at].Frame == frame; at++)
            {
                if (edges[at].Opens) open.Add(edges[at].Cue);
                else open.Remove(edges[at].Cue);
            }

            if (open.Count == 0 || at == edges.Count) continue;
            var shown = open.Reverse().Take(TogetherMax).Reverse().Select(cue => cues[cue].Cue).ToList();
            _stretches.Add(new(frame, edges[at].Frame, shown));
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
