using Framemill.Scheduling;

namespace Framemill.Renders;

/// <summary>The lanes of a film with what never changes of them, so that each report finds its lane at once.</summary>
internal sealed class LaneTable
{
    private readonly Dictionary<string, int> _ofWork = new(StringComparer.Ordinal);
    private readonly string[] _ids;
    private readonly int[] _ofSegment;

    public LaneTable(string renderId, RenderLayout layout, RenderOptions options)
    {
        var plan = layout.Plan!;
        Plan = plan;
        Lanes = RenderPlan.Lanes(plan, options, layout.LaneSegments);
        Profile = RenderPlan.ProfileOf(plan);
        _ids = new string[Lanes.Count];
        _ofSegment = new int[plan.Segments.Count];
        for (var i = 0; i < Lanes.Count; i++)
        {
            _ids[i] = RenderPlan.WorkId(renderId, WorkKind.Segments, Lanes[i].FirstSegment);
            _ofWork.Add(_ids[i], i);
            Array.Fill(_ofSegment, i, Lanes[i].FirstSegment, Lanes[i].SegmentCount);
        }
    }

    public FilmPlan Plan { get; }

    public IReadOnlyList<Lane> Lanes { get; }

    public string Profile { get; }

    public string WorkId(int lane) => _ids[lane];

    /// <summary>-1 when it is no lane's work.</summary>
    public int Find(string workId) => _ofWork.GetValueOrDefault(workId, -1);

    /// <summary>The lane of a segment of the film.</summary>
    public int LaneOf(int segment) => _ofSegment[segment];

    /// <summary>Frames of the lane's segments that are not finished.</summary>
    public int FramesLeft(int lane, SegmentSet finished)
    {
        var frames = 0;
        var (first, count) = (Lanes[lane].FirstSegment, Lanes[lane].SegmentCount);
        for (var i = first; i < first + count; i++)
        {
            if (!finished.Contains(i)) frames += Plan.Segments[i].FrameCount;
        }

        return frames;
    }
}
