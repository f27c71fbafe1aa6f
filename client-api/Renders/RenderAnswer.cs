using Framemill.Renders;
using Framemill.Scheduling;

namespace Framemill.Api.Renders;

/// <summary>A render in the native dialect; also what each server-sent event carries.</summary>
internal sealed record RenderAnswer
{
    public required string Id { get; init; }

    /// <summary>queued, preparing, rendering, saving, done, failed or cancelled.</summary>
    public required string State { get; init; }

    /// <summary>interactive, standard or batch.</summary>
    public required string Class { get; init; }
    public DateTimeOffset? Deadline { get; init; }

    /// <summary>1 is next in the queue; 0 when nothing of it waits.</summary>
    public required int Position { get; init; }
    public string? WaitingBecause { get; init; }
    public required int FramesDone { get; init; }
    public required int FrameCount { get; init; }
    public required int SegmentsDone { get; init; }
    public required int SegmentCount { get; init; }
    public required double DurationSeconds { get; init; }
    public required int Width { get; init; }
    public required int Height { get; init; }

    /// <summary>Expected seconds to the finished film.</summary>
    public double? EtaSeconds { get; init; }
    public double? RenderSeconds { get; init; }

    /// <summary>A small picture of where the render is.</summary>
    public string? Preview { get; init; }

    /// <summary>HLS playlist, playable while the rest still renders.</summary>
    public string? Hls { get; init; }
    public required IReadOnlyDictionary<string, string> Files { get; init; }
    public IReadOnlyList<ProblemError>? Errors { get; init; }
    public required DateTimeOffset Created { get; init; }
    public required DateTimeOffset Updated { get; init; }

    public static RenderAnswer From(RenderView view, string filesUrl) => new()
    {
        Id = view.Id,
        State = StateName(view.State),
        Class = ClassName(view.Class),
        Deadline = view.Deadline,
        Position = view.QueuePosition,
        WaitingBecause = view.WaitingBecause,
        FramesDone = view.FramesDone,
        FrameCount = view.FrameCount,
        SegmentsDone = view.SegmentsDone,
        SegmentCount = view.SegmentCount,
        DurationSeconds = view.DurationSeconds,
        Width = view.Width,
        Height = view.Height,
        EtaSeconds = view.SecondsLeft,
        RenderSeconds = view.RenderMilliseconds / 1000.0,
        // The number of segments in the address makes a browser fetch the picture again when there is a newer one.
        Preview = view.SegmentsDone > 0 ? $"{filesUrl}/preview.jpg?segments={view.SegmentsDone}" : null,
        Hls = view.IsPlayable ? $"{filesUrl[..^"files".Length]}hls/master.m3u8" : null,
        Files = view.Files.Keys.ToDictionary(name => name, name => $"{filesUrl}/{name}"),
        Errors = view.Errors.Count == 0 ? null
            : [.. view.Errors.Select(e => new ProblemError(e.Code, e.Pointer, e.Detail))],
        Created = view.Created,
        Updated = view.Updated,
    };

    public static bool IsFinal(RenderState state) =>
        state is RenderState.Done or RenderState.Failed or RenderState.Cancelled;

    private static string ClassName(WorkClass workClass) => workClass switch
    {
        WorkClass.Interactive => "interactive",
        WorkClass.Batch => "batch",
        _ => "standard",
    };

    private static string StateName(RenderState state) => state switch
    {
        RenderState.Queued => "queued",
        RenderState.Preparing => "preparing",
        RenderState.Rendering => "rendering",
        RenderState.Saving => "saving",
        RenderState.Done => "done",
        RenderState.Failed => "failed",
        RenderState.Cancelled => "cancelled",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };
}
