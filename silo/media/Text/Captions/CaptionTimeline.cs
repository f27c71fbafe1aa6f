using Framemill.Media.Timelines;

namespace Framemill.Media.Text.Captions;

/// <summary>
/// Captions cut into stretches of frames during which the same cues show. The first frame of a clip is frame nought.
/// </summary>
public sealed class CaptionTimeline
{
    private readonly List<CaptionStretch> _stretches = [];

    public CaptionTimeline(IReadOnlyList<CaptionCue> cues, FrameRate rate, double speed = 1, long trimMilliseconds = 0)
    {
        var framed = cues.Select(cue => (Cue: cue,
                First: FrameOf(cue.StartMilliseconds - trimMilliseconds),
                End: FrameOf(cue.EndMilliseconds - trimMilliseconds)))
            .Where(cue => cue.End > cue.First)
            .ToList();
        var edges = framed.SelectMany(cue => new[] { cue.First, cue.End }).Distinct().Order().ToList();
        for (var i = 0; i + 1 < edges.Count; i++)
        {
            var shown = framed.Where(cue => cue.First <= edges[i] && cue.End > edges[i]).Select(cue => cue.Cue).ToList();
            if (shown.Count > 0) _stretches.Add(new(edges[i], edges[i + 1], shown));
        }

        long FrameOf(long milliseconds) =>
            Math.Max(0, rate.NearestFrame(new Rational((Int128)(milliseconds / speed), 1000)));
    }

    /// <summary>Stretches in order; between them nothing shows.</summary>
    public IReadOnlyList<CaptionStretch> Stretches => _stretches;

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
