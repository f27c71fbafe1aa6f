using Orleans;

namespace Framemill.Engine.Reminders;

/// <summary>One reminder that will tick. The next tick is set when the grain has dealt with the last one.</summary>
internal sealed class ReminderAlarm : IDisposable
{
    // Timers take no longer waits; an alarm that is further away looks again then.
    private static readonly TimeSpan s_waitMax = TimeSpan.FromDays(30);

    private readonly Lock _lock = new();
    private readonly TimeProvider _time;
    private readonly Func<ReminderEntry, DateTime, Task> _tick;
    private readonly ITimer _timer;
    private DateTime _due;
    private bool _isEnded;

    public ReminderAlarm(ReminderEntry entry, TimeProvider time, Func<ReminderEntry, DateTime, Task> tick)
    {
        Entry = entry;
        _time = time;
        _tick = tick;
        _due = ReminderSchedule.Next(entry, Now);

        // A timer remembers the context it is made in, and that is some caller's.
        using var _ = ExecutionContext.SuppressFlow();
        _timer = time.CreateTimer(
            static state => ((ReminderAlarm)state!).OnTimer(), this,
            Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        Arm();
    }

    public ReminderEntry Entry { get; }

    private DateTime Now => _time.GetUtcNow().UtcDateTime;

    public void Dispose()
    {
        lock (_lock) _isEnded = true;
        _timer.Dispose();
    }

    private void Arm()
    {
        lock (_lock)
        {
            if (_isEnded) return;
            var wait = _due - Now;
            _timer.Change(
                wait < TimeSpan.Zero ? TimeSpan.Zero : wait < s_waitMax ? wait : s_waitMax, Timeout.InfiniteTimeSpan);
        }
    }

    private void OnTimer()
    {
        if (Now < _due) Arm();
        else _ = TickAsync();
    }

    private async Task TickAsync()
    {
        await _tick(Entry, Now).ConfigureAwait(false);
        _due = ReminderSchedule.After(Entry, _due, Now);
        Arm();
    }
}
