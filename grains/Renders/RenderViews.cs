using Framemill.Scheduling;

namespace Framemill.Renders;

/// <summary>A render as its user may see it.</summary>
public static class RenderViews
{
    public static RenderView? Of(Render render, QueueView queue, long version)
    {
        var progress = render.Progress;
        if (!progress.IsAccepted) return null;
        var plan = render.Plan;
        var finished = render.Finished;
        var framesDone = FramesDone(render, finished);
        var isOpen = !render.HasEnded;
        return new RenderView
        {
            Id = render.Id,
            Version = version,
            Tenant = render.Edit.Tenant,
            State = render.State,
            Errors = progress.Errors,
            Created = render.Edit.Created,
            Updated = progress.Updated,
            FrameCount = plan?.FrameCount ?? 0,
            FramesDone = framesDone,
            DurationSeconds = plan is null ? 0 : (double)plan.FrameCount * plan.RateDenominator / plan.RateNumerator,
            Width = plan?.Width ?? 0,
            Height = plan?.Height ?? 0,
            QueuePosition = isOpen ? queue.Position : 0,
            WaitingBecause = isOpen ? Waits(render) ?? queue.WaitingBecause : null,
            SecondsLeft = isOpen ? SecondsLeft(plan, framesDone, queue) : null,
            RenderMilliseconds = progress.Ended is { } ended
                ? (long)(ended - render.Edit.Created).TotalMilliseconds
                : null,
            IsPlayable = IsPlayable(render),
            Files = progress.Files,
            Format = plan?.Format ?? render.Edit.Format,
            Destinations = render.Edit.Destinations,
            Class = render.Edit.Class,
            Deadline = render.Edit.Deadline,
            SegmentCount = plan?.Segments.Count ?? 0,
            SegmentsDone = finished.Count,
        };
    }

    /// <summary>Why work that failed is not tried right now; what never failed is the pool's to explain.</summary>
    private static string? Waits(Render render)
    {
        string? first = null, because = null;
        foreach (var (id, known) in render.Tries)
        {
            if (known.WaitsBecause is null || (known.IsRunning && known.NoRoomSince is null)) continue;
            if (first is not null && string.CompareOrdinal(id, first) > 0) continue;
            (first, because) = (id, known.WaitsBecause);
        }

        return because;
    }

    private static bool IsPlayable(Render render) =>
        render.State == RenderState.Done ? render.Plan?.Segments.Count > 0 : render.SegmentsPublished > 0;

    private static int FramesDone(Render render, SegmentSet finished)
    {
        if (render.Plan is not { } plan) return 0;
        if (render.State == RenderState.Done) return plan.FrameCount;
        var frames = 0;
        for (var i = 0; i < plan.Segments.Count; i++)
        {
            if (finished.Contains(i)) frames += plan.Segments[i].FrameCount;
        }

        foreach (var (_, known) in render.Tries) frames += known.FramesPending;
        return Math.Min(plan.FrameCount, frames);
    }

    /// <summary>What the pool knows of by its forecast, what it will hear of later by its speed.</summary>
    private static double? SecondsLeft(FilmPlan? plan, int framesDone, QueueView queue)
    {
        if (plan is null || queue.FramesPerSecond is not { } speed || speed <= 0) return null;
        var later = Math.Max(0, plan.FrameCount - framesDone - queue.FramesKnown);
        return (queue.SecondsLeft ?? 0) + (later / speed);
    }
}
