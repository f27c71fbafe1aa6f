namespace Framemill.Scheduling;

/// <summary>The level of work at a time: its class, or urgent when its deadline is near.</summary>
public static class WorkLevels
{
    /// <param name="seconds">Expected seconds of the work itself.</param>
    public static WorkLevel At(WorkItem work, double seconds, DateTimeOffset now, SchedulingOptions options) =>
        UrgentAt(work, seconds, options) <= now ? WorkLevel.Urgent : work.Class switch
        {
            WorkClass.Interactive => WorkLevel.Interactive,
            WorkClass.Batch => WorkLevel.Batch,
            _ => WorkLevel.Standard,
        };

    /// <summary>
    /// Twice its own time before the deadline, and the head start for what comes after it; null without deadline.
    /// </summary>
    public static DateTimeOffset? UrgentAt(WorkItem work, double seconds, SchedulingOptions options) =>
        work.Deadline - options.DeadlineHeadStart - TimeSpan.FromSeconds(Math.Min(2 * seconds, 1e9));
}
