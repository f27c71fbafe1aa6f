using System.Collections.Immutable;
using Framemill.Scheduling;

namespace Framemill.Renders;

/// <summary>
/// One render as it is decided about: a value. Events go in, a <see cref="Decision"/> comes out; nothing here touches a
/// store, a clock or another grain. What survives a restart is <see cref="Edit"/>, <see cref="Layout"/> and
/// <see cref="Progress"/>; the rest is found again.
/// </summary>
public sealed partial record Render
{
    private LaneTable? _table;

    public required string Id { get; init; }
    public required RenderOptions Options { get; init; }
    public RenderEdit Edit { get; init; } = new();
    public RenderLayout Layout { get; init; } = new();
    public RenderProgress Progress { get; init; } = new();

    /// <summary>Memory of work under way, by work id.</summary>
    public ImmutableDictionary<string, WorkTry> Tries { get; init; } =
        ImmutableDictionary.Create<string, WorkTry>(StringComparer.Ordinal);

    /// <summary>The object store was asked for parts that are done but not recorded.</summary>
    public bool PartsAreKnown { get; init; }

    /// <summary>The sound can be heard from its beginning, though it is not finished.</summary>
    public bool SoundIsOpen { get; init; }

    /// <summary>Segments in the playlists that were last published.</summary>
    public int SegmentsPublished { get; init; }

    /// <summary>The playlists that were last published name the finished sound, where there is any.</summary>
    public bool SoundIsPublished { get; init; }

    public FilmPlan? Plan => Layout.Plan;

    public RenderState State => Progress.State;

    public bool HasEnded => State is RenderState.Done or RenderState.Failed or RenderState.Cancelled;

    public SegmentSet Finished => new(Progress.FinishedSegments);

    public bool SoundIsReady => Plan is { } plan && (plan.SoundKey is null || Progress.SoundIsDone);

    public bool AllPartsAreDone => Plan is { } plan && SoundIsReady && Finished.Count == plan.Segments.Count;

    /// <summary>Segments that playlists may name now: a player needs the sound with the first of them.</summary>
    public int SegmentsPlayable => SoundIsReady || SoundIsOpen ? Finished.Prefix : 0;

    /// <summary>
    /// All work that is open now, in the order in which it is wanted, due or not. Never more lanes than
    /// <see cref="RenderOptions.LanesAnnouncedMax"/>.
    /// </summary>
    public IReadOnlyList<WorkItem> OpenWork()
    {
        if (!Progress.IsAccepted || HasEnded) return [];
        if (Plan is not { } plan) return [Item(WorkKind.Prepare, 0, Options.StepMemoryBytes, 1)];
        if (!PartsAreKnown) return [];
        if (AllPartsAreDone)
        {
            // The playlists come first, so that a film that is done can always be played from its segments too.
            return plan.Segments.Count > 0 && (SegmentsPublished < plan.Segments.Count || !SoundIsPublished)
                ? []
                : [Item(WorkKind.Assemble, 0, Options.StepMemoryBytes, Math.Max(1, plan.FrameCount))];
        }

        var work = new List<WorkItem>();
        if (!SoundIsReady)
            work.Add(Item(WorkKind.Sound, 0, Options.StepMemoryBytes, Math.Max(1, plan.FrameCount)));
        var finished = Finished;
        var table = Table;
        for (var lane = 0; lane < table.Lanes.Count && work.Count < Options.LanesAnnouncedMax; lane++)
        {
            var frames = table.FramesLeft(lane, finished);
            if (frames > 0) work.Add(LaneItem(table, lane, frames));
        }

        return work;
    }

    /// <summary>What a device has to do for this work; null when it is not open.</summary>
    public WorkOrder? OrderFor(string workId)
    {
        if (OpenItem(workId) is not { } item) return null;
        return item.Kind switch
        {
            WorkKind.Prepare => new WorkOrder.Prepare(Edit.MergedEdit, Edit.LocalAssetRoot),
            WorkKind.Sound => new WorkOrder.Sound(Plan!.ManifestKey, Plan.SoundKey!),
            WorkKind.Segments => new WorkOrder.Lane(
                Plan!.ManifestKey, RenderPlan.Remaining(Plan, Table.Lanes[Table.Find(workId)], Finished)),
            WorkKind.Assemble => new WorkOrder.Assemble(Plan!),
            _ => null,
        };
    }

    internal WorkTry TryOf(string workId) => Tries.GetValueOrDefault(workId, WorkTry.None);

    private LaneTable Table =>
        _table is { } known && ReferenceEquals(known.Plan, Plan) ? known : _table = new LaneTable(Id, Layout, Options);

    private WorkItem? OpenItem(string workId)
    {
        if (Plan is null || !PartsAreKnown || HasEnded || Table.Find(workId) is not (>= 0 and var lane))
            return OpenWork().FirstOrDefault(w => w.Id == workId);
        var frames = Table.FramesLeft(lane, Finished);
        return frames > 0 ? LaneItem(Table, lane, frames) : null;
    }

    private WorkItem LaneItem(LaneTable table, int lane, int frames) => Item(
        WorkKind.Segments, table.Lanes[lane].FirstSegment, table.Plan.LaneMemoryBytes, frames, table.WorkId(lane));

    private WorkItem Item(WorkKind kind, int first, long memoryBytes, int frames, string? workId = null)
    {
        var id = workId ?? RenderPlan.WorkId(Id, kind, first);
        return new WorkItem
        {
            Id = id,
            RenderId = Id,
            Kind = kind,
            Tenant = Edit.Tenant,
            Since = Edit.Created,
            Order = first,
            MemoryBytes = memoryBytes,
            Frames = frames,
            Attempt = Progress.Failures.GetValueOrDefault(id),
            Class = Edit.Class,
            Deadline = Edit.Deadline,
            Profile = Plan is null ? "" : Table.Profile,
        };
    }
}
