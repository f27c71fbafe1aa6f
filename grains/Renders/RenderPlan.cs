using System.Globalization;
using Framemill.Scheduling;

namespace Framemill.Renders;

/// <summary>
/// What is left of a film: from its layout and what is finished to pieces of work. Lanes depend on the layout only, so
/// that a restarted render still knows the work its devices are busy with.
/// </summary>
public static class RenderPlan
{
    /// <summary>The first lane is one segment long: a player can begin while the rest is made.</summary>
    public static IReadOnlyList<Lane> Lanes(FilmPlan plan, RenderOptions options)
    {
        var count = plan.Segments.Count;
        if (count == 0) return [];
        var lanes = new List<Lane> { new(0, 1) };
        var wanted = Math.Max(1, options.LanesWanted - 1);
        var length = Math.Clamp((count - 1 + wanted - 1) / wanted, 1, options.LaneSegmentsMax);
        for (var first = 1; first < count; first += length)
        {
            lanes.Add(new Lane(first, Math.Min(length, count - first)));
        }

        return lanes;
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
