using Framemill.Renders;
using Framemill.Scheduling;

namespace Framemill.Tests.Unit.Renders;

/// <summary>Renders at a chosen point of their life.</summary>
internal static class A
{
    public static readonly DateTimeOffset Start = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    public static FilmPlan Film(int segments = 4, bool sound = true, int framesEach = 50) => new()
    {
        ManifestKey = "manifest",
        FrameCount = segments * framesEach,
        RateNumerator = 25,
        RateDenominator = 1,
        Width = 640,
        Height = 360,
        Format = "mp4",
        SoundKey = sound ? "sound" : null,
        Segments = Enumerable.Range(0, segments)
            .Select(i => new PlannedSegment(i, i * framesEach, framesEach, $"key{i}")).ToArray(),
        LaneMemoryBytes = 100,
    };

    public static Render Fresh(RenderOptions? options = null) =>
        new() { Id = "r", Options = options ?? new RenderOptions() };

    public static RenderEdit Edit(string? callback = null) =>
        new() { Tenant = "t", Edit = "{}", MergedEdit = "{merged}", Callback = callback, Created = Start };

    public static Render Accepted(RenderOptions? options = null, string? callback = null) =>
        Fresh(options).Accept(Edit(callback), Start).Next;

    public static Render Prepared(FilmPlan? film = null, RenderOptions? options = null, string? callback = null) =>
        Accepted(options, callback).Prepared(Ticket(WorkKind.Prepare), film ?? Film(), Start).Next;

    public static Render Rendering(FilmPlan? film = null, RenderOptions? options = null, string? callback = null) =>
        Prepared(film, options, callback).PartsFound(Parts(), Start).Next;

    public static Render Saving(FilmPlan? film = null, string? callback = null)
    {
        film ??= Film();
        var all = Parts(sound: true, Enumerable.Range(0, film.Segments.Count).ToArray());
        var next = Prepared(film, callback: callback).PartsFound(all, Start).Next;
        return next.PlaylistsPublished(film.Segments.Count, true, Start).Next;
    }

    public static StoredParts Parts(bool sound = false, params int[] segments) => new()
    {
        Segments = segments.Aggregate(new SegmentSet(), (set, i) => set.With(i)).ToBits(),
        HasSound = sound,
    };

    public static WorkTicket Ticket(WorkKind kind, int first = 0, long epoch = 1) =>
        new(RenderPlan.WorkId("r", kind, first), epoch);

    public static FinishedSegment Segment(int index, int lane, long epoch = 1) =>
        new() { Ticket = Ticket(WorkKind.Segments, lane, epoch), Index = index, ContentKey = $"key{index}" };

    public static WorkFailure Failure(WorkKind kind, int first = 0, long epoch = 1, bool retryable = true) => new()
    {
        Ticket = Ticket(kind, first, epoch),
        IsRetryable = retryable,
        Errors = new[] { new EditError { Code = "broken", Pointer = "/timeline", Detail = "It is broken." } },
    };
}
