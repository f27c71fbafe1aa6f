using Orleans;

namespace Framemill.Engine.Reminders;

/// <summary>
/// When a reminder ticks: at its start and every period after it. Ticks that nobody was there for are not made up;
/// the next one comes when it always would have come.
/// </summary>
internal static class ReminderSchedule
{
    public static DateTime Next(ReminderEntry entry, DateTime now)
    {
        // Some tables lose the kind of a time; they all mean UTC.
        var startAt = DateTime.SpecifyKind(entry.StartAt, DateTimeKind.Utc);
        if (now <= startAt) return startAt;

        var sinceTick = entry.Period > TimeSpan.Zero ? (now - startAt).Ticks % entry.Period.Ticks : 0;
        return sinceTick == 0 ? now : Later(now, entry.Period - TimeSpan.FromTicks(sinceTick));
    }

    public static DateTime After(ReminderEntry entry, DateTime tick, DateTime now)
    {
        var next = Next(entry, now);
        return next > tick ? next : Later(tick, entry.Period);
    }

    private static DateTime Later(DateTime time, TimeSpan by) =>
        by > DateTime.MaxValue - time ? DateTime.SpecifyKind(DateTime.MaxValue, DateTimeKind.Utc) : time + by;
}
