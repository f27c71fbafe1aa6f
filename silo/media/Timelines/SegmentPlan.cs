namespace Framemill.Media.Timelines;

/// <summary>Cuts a film into segments.</summary>
public static class SegmentPlan
{
    /// <summary>
    /// Segments that hold every frame once, in order; none for formats without moving pictures. The cuts lie on a
    /// fixed grid of frames: a change behind a segment never moves it.
    /// </summary>
    public static IReadOnlyList<Segment> Make(Film film, SegmentOptions? options = null)
    {
        if (!film.HasPicture)
            return [];
        var chosen = options ?? SegmentOptions.Default;
        var keys = new ContentKeys(film, chosen.Encoder);
        var usual = Frames(chosen.Target, film.Rate);
        var segments = new List<Segment>();
        var next = Math.Min(usual, Frames(chosen.First, film.Rate));
        var first = 0;
        while (first < film.FrameCount)
        {
            var count = Math.Min(next, film.FrameCount - first);
            segments.Add(new(segments.Count, first, count, keys.Frames(first, count)));
            first += count;
            next = usual;
        }

        return segments;
    }

    private static int Frames(Rational seconds, FrameRate rate) => (int)Math.Max(1, rate.NearestFrame(seconds));
}
