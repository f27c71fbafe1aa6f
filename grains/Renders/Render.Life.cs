namespace Framemill.Renders;

/// <summary>How a render begins, goes on after sleep, and ends.</summary>
public sealed partial record Render
{
    /// <summary>
    /// Progress as it was stored, or, until it was for the first time, as acceptance left it: the stored edit is the
    /// mark of acceptance.
    /// </summary>
    public static RenderProgress ProgressOf(RenderEdit edit, RenderProgress stored) =>
        stored.IsAccepted || edit.Created == default
            ? stored
            : stored with { IsAccepted = true, State = RenderState.Queued, Updated = edit.Created };

    /// <summary>On the open list first and the mark of acceptance last, so that half an acceptance is none.</summary>
    public Decision Accept(RenderEdit edit, DateTimeOffset now)
    {
        if (Progress.IsAccepted) return Unchanged();
        var next = this with
        {
            Edit = edit,
            Progress = ProgressOf(edit, new RenderProgress()),
        };
        return next.Announced(
            now,
            new RenderEffect.AddToOpen(),
            new RenderEffect.WriteEdit(),
            new RenderEffect.Changed(AtOnce: true));
    }

    /// <summary>
    /// Compares what should go on with what does. Safe at any time: after waking up, by the slow timer, by a reminder.
    /// </summary>
    public Decision Resume(DateTimeOffset now)
    {
        if (!Progress.IsAccepted) return new Decision(this, [new RenderEffect.RemoveFromOpen()]);
        if (HasEnded)
        {
            return Progress.Callback == CallbackState.Pending && Edit.Callback is { } url
                ? new Decision(this, [new RenderEffect.SendCallback(url)])
                : new Decision(this, [new RenderEffect.RemoveFromOpen()]);
        }

        if (Plan is not null && !PartsAreKnown) return new Decision(this, [new RenderEffect.FindParts()]);
        var forgotten = this with
        {
            Tries = Tries.SetItems(Tries.Select(t => KeyValuePair.Create(t.Key, t.Value with { IsAnnounced = false }))),
        };
        return forgotten.Announced(now, forgotten.PublishIfGrown());
    }

    public Decision Cancel(DateTimeOffset now)
    {
        if (!Progress.IsAccepted || HasEnded) return Unchanged();
        return End(RenderState.Cancelled, Progress, now);
    }

    public Decision CallbackSettled(bool isTaken, DateTimeOffset now)
    {
        if (Progress.Callback != CallbackState.Pending) return Unchanged();
        var next = this with
        {
            Progress = Progress with
            {
                Callback = isTaken ? CallbackState.Taken : CallbackState.GivenUp,
                Updated = now,
            },
        };
        return new Decision(next, [new RenderEffect.WriteProgress(), new RenderEffect.RemoveFromOpen()]);
    }

    /// <summary>
    /// It stays on the open list until the user's server was told, so that a crash does not swallow that.
    /// </summary>
    private Decision End(RenderState state, RenderProgress progress, DateTimeOffset now)
    {
        // Who cancels knows of the end already.
        var tell = state != RenderState.Cancelled && Edit.Callback is not null;
        var next = this with
        {
            Tries = Tries.Clear(),
            Progress = progress with
            {
                State = state,
                Updated = now,
                Ended = now,
                Callback = tell ? CallbackState.Pending : CallbackState.None,
            },
        };
        var leaves = tell
            ? (RenderEffect)new RenderEffect.SendCallback(Edit.Callback!)
            : new RenderEffect.RemoveFromOpen();

        // Of what is done nothing waits in the pool; should something do, its device hears that nobody needs it.
        return state == RenderState.Done
            ? new Decision(next, [new RenderEffect.WriteProgress(), new RenderEffect.Changed(AtOnce: true), leaves])
            : new Decision(next,
            [
                new RenderEffect.WriteProgress(),
                new RenderEffect.Withdraw(),
                new RenderEffect.Changed(AtOnce: true),
                leaves,
            ]);
    }

    private Decision Unchanged() => new(this, []);

    /// <summary>The effects given, then open work that is due and was not announced yet.</summary>
    private Decision Announced(DateTimeOffset now, params IReadOnlyList<RenderEffect?> before)
    {
        var effects = new List<RenderEffect>(before.Count + 1);
        foreach (var effect in before)
        {
            if (effect is not null) effects.Add(effect);
        }

        var tries = Tries;
        var due = new List<Scheduling.WorkItem>();
        DateTimeOffset? wake = null;
        foreach (var item in OpenWork())
        {
            var known = TryOf(item.Id);
            if (known.NotBefore is { } time && time > now)
            {
                wake = wake is { } earlier && earlier < time ? earlier : time;
                continue;
            }

            if (known.IsAnnounced) continue;
            tries = tries.SetItem(item.Id, known with { IsAnnounced = true });
            due.Add(item);
        }

        if (due.Count > 0) effects.Add(new RenderEffect.Enqueue(due.ToArray()));
        if (wake is { } at) effects.Add(new RenderEffect.WakeAt(at));
        return new Decision(this with { Tries = tries }, effects);
    }
}
