using Framemill.Reports;
using Framemill.Scheduling;

namespace Framemill.Renders;

/// <summary>What devices and encoders report of a render's work.</summary>
public sealed partial record Render
{
    /// <summary>
    /// A device holds a lease and wants its order: null when the work is not open or a newer lease is known. A start
    /// while an older one never ended means that a device was lost. That is no failed try and replaces no lease, but it
    /// is counted: work that kills its device must not do so for ever.
    /// </summary>
    public (Decision Decision, WorkOrder? Order) Start(WorkTicket ticket, DateTimeOffset now)
    {
        if (OpenItem(ticket.WorkId) is not { } item || IsStale(ticket)) return (Unchanged(), null);
        var known = TryOf(ticket.WorkId);
        if (known.IsRunning && ticket.Epoch == known.Epoch) return (Unchanged(), OrderFor(ticket.WorkId));

        var progress = Progress;
        var effects = new List<RenderEffect>();
        if (known.IsRunning)
        {
            var lost = Progress.Losses.GetValueOrDefault(item.Id) + 1;
            if (lost >= Options.LossesMax)
            {
                var error = new EditError
                {
                    Code = "device_lost",
                    Pointer = "",
                    Detail = $"Devices were lost {lost} times while they worked on {Words(item.Kind)}.",
                };
                return (End(RenderState.Failed, Progress with { Errors = new[] { error } }, now), null);
            }

            progress = progress with { Losses = With(progress.Losses, item.Id, lost) };
            effects.Add(new RenderEffect.WriteProgress());
        }

        var next = this with
        {
            Progress = progress with { State = StateWhile(item.Kind), Updated = now },
            Tries = Tries.SetItem(item.Id, known with
            {
                Epoch = ticket.Epoch,
                IsRunning = true,
                IsAnnounced = true,
                NotBefore = null,
                FramesPending = 0,
            }),
        };
        effects.Add(new RenderEffect.Changed(AtOnce: State != next.State));
        return (new Decision(next, effects), OrderFor(item.Id));
    }

    /// <param name="pace">Of the pool, as far as it is known: decides how finely the film is cut.</param>
    public Decision Prepared(WorkTicket ticket, FilmPlan plan, DateTimeOffset now, PoolPace? pace = null)
    {
        if (OpenItem(ticket.WorkId) is not { Kind: WorkKind.Prepare } || IsStale(ticket)) return Unchanged();
        if (RenderPlan.FaultOf(plan, Options) is { } fault)
        {
            var error = new EditError { Code = "film_not_possible", Pointer = "", Detail = fault };
            return End(RenderState.Failed, Progress with { Errors = new[] { error } }, now);
        }

        var next = this with
        {
            Layout = new RenderLayout
            {
                Plan = plan,
                LaneSegments = RenderPlan.LaneSegments(plan, pace, Options),
            },
            Tries = Tries.Remove(ticket.WorkId),
            Progress = Progress with { Failures = Without(Progress.Failures, ticket.WorkId), Updated = now },
        };
        return new Decision(next, [new RenderEffect.WriteLayout(), new RenderEffect.FindParts()]);
    }

    /// <summary>Parts that lie in the store already are done, whoever made them.</summary>
    public Decision PartsFound(StoredParts parts, DateTimeOffset now)
    {
        if (Plan is not { } plan || HasEnded || PartsAreKnown) return Unchanged();
        var found = new SegmentSet(parts.Segments);
        var finished = Finished;
        foreach (var segment in plan.Segments)
        {
            if (found.Contains(segment.Index)) finished = finished.With(segment.Index);
        }

        var sound = Progress.SoundIsDone || parts.HasSound;
        return Advance(this with { PartsAreKnown = true }, finished, sound, Progress.Failures, now);
    }

    /// <summary>Records a segment that an encoder stored.</summary>
    public Decision SegmentFinished(FinishedSegment segment, DateTimeOffset now) => SegmentsFinished([segment], now);

    /// <summary>Records what several encoders stored, in one write.</summary>
    public Decision SegmentsFinished(IReadOnlyList<FinishedSegment> segments, DateTimeOffset now)
    {
        if (HasEnded || Plan is not { } plan) return Unchanged();
        var (finished, tries, failures) = (Finished, Tries, Progress.Failures);
        var known = finished.Count;
        foreach (var segment in segments)
        {
            var workId = segment.Ticket.WorkId;
            var before = tries.GetValueOrDefault(workId, WorkTry.None);
            if (finished.Contains(segment.Index) || segment.Ticket.Epoch < before.Epoch) continue;
            if (!IsAwaited(segment, plan)) continue;
            var lane = Table.Lanes[Table.LaneOf(segment.Index)];
            finished = finished.With(segment.Index);
            if (finished.ContainsAll(lane.FirstSegment, lane.SegmentCount))
            {
                tries = tries.Remove(workId);
                failures = Without(failures, workId);
                continue;
            }

            var pending = Math.Max(0, before.FramesPending - plan.Segments[segment.Index].FrameCount);
            if (before.Epoch != segment.Ticket.Epoch || before.FramesPending != pending)
                tries = tries.SetItem(workId, before with { Epoch = segment.Ticket.Epoch, FramesPending = pending });
        }

        return finished.Count == known
            ? Unchanged()
            : Advance(this with { Tries = tries }, finished, Progress.SoundIsDone, failures, now);
    }

    /// <summary>It is a segment of the film, and of the lane that the ticket is for.</summary>
    private bool IsAwaited(FinishedSegment segment, FilmPlan plan) =>
        segment.Index >= 0 && segment.Index < plan.Segments.Count
        && plan.Segments[segment.Index].ContentKey == segment.ContentKey
        && Table.WorkId(Table.LaneOf(segment.Index)) == segment.Ticket.WorkId;

    /// <summary>Of the first seconds' sake: nothing of it is written, a restarted step opens it again.</summary>
    public Decision SoundOpened(WorkTicket ticket)
    {
        if (OpenItem(ticket.WorkId) is not { Kind: WorkKind.Sound } || IsStale(ticket)) return Unchanged();
        var next = this with { SoundIsOpen = true };
        return new Decision(next, next.PublishIfGrown() is { } publish ? [publish] : []);
    }

    public Decision SoundFinished(WorkTicket ticket, DateTimeOffset now)
    {
        if (OpenItem(ticket.WorkId) is not { Kind: WorkKind.Sound } || IsStale(ticket)) return Unchanged();
        var next = this with { Tries = Tries.Remove(ticket.WorkId) };
        return Advance(next, Finished, true, Without(Progress.Failures, ticket.WorkId), now);
    }

    public Decision Assembled(WorkTicket ticket, IReadOnlyDictionary<string, string> files, DateTimeOffset now)
    {
        if (OpenItem(ticket.WorkId) is not { Kind: WorkKind.Assemble } || IsStale(ticket)) return Unchanged();
        var none = new Dictionary<string, int>();
        var progress = Progress with { Files = files, Failures = none, Losses = none };
        return End(RenderState.Done, progress, now);
    }

    public Decision WorkFailed(WorkFailure failure, DateTimeOffset now)
    {
        var ticket = failure.Ticket;
        if (OpenItem(ticket.WorkId) is null || IsStale(ticket)) return Unchanged();
        var known = TryOf(ticket.WorkId);
        // The try ended already: the same failure told twice counts once.
        if (ticket.Epoch == known.Epoch && !known.IsRunning) return Unchanged();
        if (failure.IsRetryable && NoRoom.Is(failure.Errors)) return WaitForRoom(failure, known, now);
        var failures = Progress.Failures.GetValueOrDefault(ticket.WorkId) + 1;
        if (!failure.IsRetryable || failures >= Options.AttemptsMax)
            return End(RenderState.Failed, Progress with { Errors = failure.Errors }, now);

        var notBefore = now + Backoff(failures);
        var next = this with
        {
            Progress = Progress with { Failures = With(Progress.Failures, ticket.WorkId, failures), Updated = now },
            Tries = Tries.SetItem(ticket.WorkId, new WorkTry
            {
                Epoch = ticket.Epoch,
                NotBefore = notBefore,
                WaitsBecause = "It failed and is tried again. "
                    + string.Join(' ', failure.Errors.Take(1).Select(e => e.Detail)),
            }),
        };
        return next.Announced(now, new RenderEffect.WriteProgress(), new RenderEffect.Changed(AtOnce: false));
    }

    /// <summary>
    /// No failed try, and nothing to write: there may be no room for that either. It is tried less and less often, and
    /// given up when there was no room for too long.
    /// </summary>
    private Decision WaitForRoom(WorkFailure failure, WorkTry known, DateTimeOffset now)
    {
        var since = known.NoRoomSince ?? now;
        if (now - since >= Options.RoomWaitMax)
            return End(RenderState.Failed, Progress with { Errors = failure.Errors }, now);
        var waits = known.RoomWaits + 1;
        var next = this with
        {
            Tries = Tries.SetItem(failure.Ticket.WorkId, new WorkTry
            {
                Epoch = failure.Ticket.Epoch,
                NotBefore = now + Backoff(waits),
                WaitsBecause = $"{NoRoom.Words} It goes on by itself when there is room.",
                NoRoomSince = since,
                RoomWaits = waits,
            }),
        };
        return next.Announced(now, new RenderEffect.Changed(AtOnce: false));
    }

    /// <summary>Nothing failed: the pool has the work and gives it to the next.</summary>
    public Decision WorkReturned(WorkTicket ticket)
    {
        if (HasEnded || IsStale(ticket)) return Unchanged();
        if (!Tries.TryGetValue(ticket.WorkId, out var known) || !known.IsRunning) return Unchanged();
        var waits = known with { Epoch = ticket.Epoch, IsRunning = false, FramesPending = 0 };
        return new Decision(
            this with { Tries = Tries.SetItem(ticket.WorkId, waits) }, [new RenderEffect.Changed(AtOnce: false)]);
    }

    public Decision Progressed(LaneProgress progress)
    {
        if (HasEnded || IsStale(progress.Ticket)) return Unchanged();
        if (!Tries.TryGetValue(progress.Ticket.WorkId, out var known) || !known.IsRunning) return Unchanged();
        var next = this with
        {
            Tries = Tries.SetItem(progress.Ticket.WorkId, known with { FramesPending = progress.FramesPending }),
        };
        return new Decision(next, [new RenderEffect.Changed(AtOnce: false)]);
    }

    public Decision PlaylistsPublished(int segmentsReady, bool soundIsReady, DateTimeOffset now)
    {
        // The same once more, or what was overtaken: what grew meanwhile is still to be told.
        var isOld = segmentsReady < SegmentsPublished || (SoundIsPublished && !soundIsReady);
        if (isOld || (segmentsReady == SegmentsPublished && soundIsReady == SoundIsPublished))
            return new Decision(this, !HasEnded && PublishIfGrown() is { } again ? [again] : []);
        var next = this with { SegmentsPublished = segmentsReady, SoundIsPublished = soundIsReady };
        return next.Announced(
            now, new RenderEffect.Changed(AtOnce: SegmentsPublished == 0), HasEnded ? null : next.PublishIfGrown());
    }

    /// <summary>
    /// One write for all that finished parts change, and none where nothing did; then what follows from it.
    /// </summary>
    private Decision Advance(
        Render changed, SegmentSet finished, bool soundIsDone, IReadOnlyDictionary<string, int> failures,
        DateTimeOffset now)
    {
        var next = changed with
        {
            Progress = changed.Progress with
            {
                FinishedSegments = finished.ToBits(),
                SoundIsDone = soundIsDone,
                Failures = failures,
                Updated = now,
            },
        };
        var state = next.AllPartsAreDone ? RenderState.Saving : RenderState.Rendering;
        next = next with { Progress = next.Progress with { State = state } };
        var isNews = finished.Count > Finished.Count || soundIsDone != Progress.SoundIsDone
            || !ReferenceEquals(failures, Progress.Failures);
        return next.Announced(
            now,
            isNews ? new RenderEffect.WriteProgress() : null,
            next.PublishIfGrown(),
            new RenderEffect.Changed(AtOnce: state != State));
    }

    private RenderEffect.PublishPlaylists? PublishIfGrown() =>
        SegmentsPlayable > SegmentsPublished || (SegmentsPublished > 0 && SoundIsReady && !SoundIsPublished)
            ? new RenderEffect.PublishPlaylists(SegmentsPlayable)
            : null;

    private bool IsStale(WorkTicket ticket) => ticket.Epoch < TryOf(ticket.WorkId).Epoch;

    private TimeSpan Backoff(int failures)
    {
        var factor = 1L << Math.Min(failures - 1, 20);
        var wait = Options.RetryAfter * factor;
        return wait < Options.RetryAfterMax ? wait : Options.RetryAfterMax;
    }

    private static RenderState StateWhile(WorkKind kind) => kind switch
    {
        WorkKind.Prepare => RenderState.Preparing,
        WorkKind.Assemble => RenderState.Saving,
        _ => RenderState.Rendering,
    };

    private static string Words(WorkKind kind) => kind switch
    {
        WorkKind.Prepare => "the preparation",
        WorkKind.Sound => "the sound",
        WorkKind.Segments => "the pictures",
        _ => "the film's file",
    };

    private static Dictionary<string, int> With(IReadOnlyDictionary<string, int> failures, string workId, int count) =>
        new(failures, StringComparer.Ordinal) { [workId] = count };

    private static IReadOnlyDictionary<string, int> Without(IReadOnlyDictionary<string, int> failures, string workId) =>
        failures.ContainsKey(workId)
            ? failures.Where(f => f.Key != workId).ToDictionary(f => f.Key, f => f.Value, StringComparer.Ordinal)
            : failures;
}
