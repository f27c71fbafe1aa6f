using System.Globalization;
using Framemill.Scheduling;

namespace Framemill.Renders;

/// <summary>
/// What is left of a film: from its layout and what is finished to pieces of work. Lanes depend on the layout only, so
/// that a restarted render still knows the work its devices are busy with.
/// </summary>
public static class RenderPlan
{
    /// <summary>Lanes get no longer than so many times the shortest, however many wait.</summary>
    private const double CrowdMax = 4;

    /// <summary>
    /// The first lane is one segment long: a player can begin while the rest is made. A film of one lane is made so
    /// quickly that it needs none.
    /// </summary>
    /// <param name="laneSegments">As <see cref="LaneSegments"/> decided.</param>
    public static IReadOnlyList<Lane> Lanes(FilmPlan plan, RenderOptions options, int laneSegments = 0)
    {
        var count = plan.Segments.Count;
        if (count == 0) return [];
        if (laneSegments >= count) return [new Lane(0, count)];
        var lanes = new List<Lane> { new(0, 1) };
        var wanted = Math.Max(1, options.LanesWanted - 1);
        var length = laneSegments > 0
            ? laneSegments
            : Math.Clamp((count - 1 + wanted - 1) / wanted, 1, options.LaneSegmentsMax);
        for (var first = 1; first < count; first += length)
        {
            lanes.Add(new Lane(first, Math.Min(length, count - first)));
        }

        return lanes;
    }

    /// <summary>
    /// Segments in one lane where the usual cut would make lanes shorter than is worth a lease of its own; 0 for the
    /// usual cut, and while the speed is not known. The more wait for each slot, the longer a lane may be.
    /// </summary>
    public static int LaneSegments(FilmPlan plan, PoolPace? pace, RenderOptions options)
    {
        if (plan.Segments.Count == 0 || pace?.SpeedOf(ProfileOf(plan)) is not (> 0 and var speed)) return 0;
        var ahead = (double)pace.LanesWaiting / Math.Max(1, pace.LaneSlots);
        var worth = options.LaneTimeMin.TotalSeconds * Math.Clamp(ahead, 1, CrowdMax);
        var lanes = Math.Max(1, Math.Ceiling(plan.FrameCount / speed / worth));
        if (lanes >= options.LanesWanted) return 0;
        var count = plan.Segments.Count;
        return Math.Clamp((int)Math.Ceiling(count / lanes), 1, options.LaneSegmentsQuickMax);
    }

    public static IReadOnlyList<PlannedSegment> Remaining(FilmPlan plan, Lane lane, SegmentSet finished) =>
        plan.Segments.Skip(lane.FirstSegment).Take(lane.SegmentCount).Where(s => !finished.Contains(s.Index)).ToArray();

    public static string WorkId(string renderId, WorkKind kind, int first = 0)
    {
        var name = kind switch
        {
            WorkKind.Prepare => "prepare",
            WorkKind.Sound => "sound",
            WorkKind.Segments => "segments",
            WorkKind.Assemble => "assemble",
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };
        return string.Create(CultureInfo.InvariantCulture, $"{renderId}/{name}/{first}");
    }

    /// <summary>Films whose frames are of about one size are made at about one speed: twice the pixels, the next.
    /// </summary>
    public static string ProfileOf(FilmPlan plan) => string.Create(
        CultureInfo.InvariantCulture, $"2^{Math.Round(Math.Log2(Math.Max(1, (double)plan.Width * plan.Height)))} px");

    /// <summary>Null when the layout can be worked with, else what is wrong with it.</summary>
    public static string? FaultOf(FilmPlan plan, RenderOptions options)
    {
        if (plan.Segments.Count > options.SegmentsMax)
            return $"The film has {plan.Segments.Count} segments; {options.SegmentsMax} are allowed.";
        var frame = 0;
        for (var i = 0; i < plan.Segments.Count; i++)
        {
            var segment = plan.Segments[i];
            if (segment.Index != i || segment.FirstFrame != frame || segment.FrameCount <= 0)
                return $"Segment {i} does not follow the one before.";
            frame += segment.FrameCount;
        }

        return plan.Segments.Count > 0 && frame != plan.FrameCount
            ? $"The segments have {frame} frames, the film {plan.FrameCount}."
            : null;
    }
}
