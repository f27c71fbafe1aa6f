namespace Framemill.Media.Timelines;

/// <summary>Cuts a film into segments.</summary>
public static class SegmentPlan
{
    public static IReadOnlyList<Segment> Make(Film film, SegmentOptions options) =>
        throw new NotImplementedException();
}
