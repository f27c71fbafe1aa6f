namespace Framemill.Scheduling;

/// <summary>
/// The level of work at a time. It begins with its class, rises by one for each time that it waited so long, and is
/// urgent when its deadline is near: whatever goes before it, it gets its turn.
/// </summary>
public static class Ageing
{
    /// <param name="seconds">Expected seconds of the work itself.</param>
    public static WorkLevel LevelAt(WorkItem work, double seconds, DateTimeOffset now, SchedulingOptions options)
    {
        if (UrgentAt(work, seconds, options) is { } urgent && urgent <= now) return WorkLevel.Urgent;
        var first = LevelOf(work.Class);
        var waited = now > work.Since ? now - work.Since : TimeSpan.Zero;
        var steps = (int)Math.Min((double)WorkLevel.Batch, Math.Floor(waited / options.PromoteAfter));
        return (WorkLevel)Math.Max((int)WorkLevel.Interactive, (int)first - steps);
    }

    /// <summary>When the level may change next; null when it stays.</summary>
    public static DateTimeOffset? NextChange(
        WorkItem work, double seconds, DateTimeOffset now, SchedulingOptions options)
    {
        var level = LevelAt(work, seconds, now, options);
        if (level == WorkLevel.Urgent) return null;
        var urgent = UrgentAt(work, seconds, options);
        if (level == WorkLevel.Interactive) return urgent;
        var steps = (int)LevelOf(work.Class) - (int)level + 1;
        var promoted = work.Since + (steps * options.PromoteAfter);
        return urgent < promoted ? urgent : promoted;
    }

    private static WorkLevel LevelOf(WorkClass workClass) => workClass switch
    {
        WorkClass.Interactive => WorkLevel.Interactive,
        WorkClass.Standard => WorkLevel.Standard,
        WorkClass.Batch => WorkLevel.Batch,
        _ => WorkLevel.Standard,
    };

    /// <summary>Twice its own time before the deadline, and the head start for what comes after it.</summary>
    private static DateTimeOffset? UrgentAt(WorkItem work, double seconds, SchedulingOptions options) =>
        work.Deadline - options.DeadlineHeadStart - TimeSpan.FromSeconds(Math.Min(2 * seconds, 1e9));
}
