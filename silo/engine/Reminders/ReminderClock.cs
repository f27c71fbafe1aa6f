using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Hosting;
using Orleans.Runtime;

namespace Framemill.Engine.Reminders;

/// <summary>
/// Ticks all reminders of a cluster as long as one of its silos is there. The table is the truth: it is read at the
/// start and from time to time, and every change goes there first.
/// </summary>
internal sealed partial class ReminderClock(TimeProvider time, ReminderOptions options, ILogger<ReminderClock> logger)
{
    private static readonly TimeSpan s_retryAfter = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly List<IServiceProvider> _silos = [];
    private readonly Dictionary<(GrainId Grain, string Name), ReminderAlarm> _alarms = [];
    private ITimer? _reading;
    private long _changes;

    public DateTime Now => time.GetUtcNow().UtcDateTime;

    private IServiceProvider Silo
    {
        get
        {
            lock (_lock) return _silos is [.., var last] ? last : throw new OrleansException("No silo is running.");
        }
    }

    private IReminderTable Table => Silo.GetRequiredService<IReminderTable>();

    public void Join(IServiceProvider silo)
    {
        lock (_lock)
        {
            _silos.Add(silo);
            if (_reading is not null) return;
            using var _ = ExecutionContext.SuppressFlow();
            _reading = time.CreateTimer(
                _ => _ = ReadTableAsync(), null, TimeSpan.Zero, options.RefreshReminderListPeriod);
        }
    }

    public void Leave(IServiceProvider silo)
    {
        lock (_lock)
        {
            if (!_silos.Remove(silo) || _silos.Count > 0) return;
            _reading?.Dispose();
            _reading = null;
            foreach (var alarm in _alarms.Values) alarm.Dispose();
            _alarms.Clear();
        }
    }

    public async Task<IGrainReminder> SetAsync(ReminderEntry entry)
    {
        entry.ETag = await Table.UpsertRow(entry).ConfigureAwait(false)
            ?? throw new ReminderException($"Could not register reminder {entry} to reminder table.");
        lock (_lock)
        {
            _changes++;
            Set(entry);
        }

        return new Reminder(entry.GrainId, entry.ReminderName, entry.ETag);
    }

    public async Task RemoveAsync(Reminder reminder)
    {
        var isRemoved = await Table.RemoveRow(reminder.Grain, reminder.ReminderName, reminder.ETag)
            .ConfigureAwait(false);
        if (!isRemoved)
        {
            throw new ReminderException(
                $"Could not unregister reminder {reminder} from the reminder table, due to tag mismatch. "
                + "You can retry.");
        }

        lock (_lock)
        {
            _changes++;
            Remove((reminder.Grain, reminder.ReminderName));
        }
    }

    public async Task<Reminder?> FindAsync(GrainId grain, string name) =>
        await Table.ReadRow(grain, name).ConfigureAwait(false) is { } entry ? AsReminder(entry) : null;

    public async Task<List<IGrainReminder>> FindAsync(GrainId grain)
    {
        var rows = await Table.ReadRows(grain).ConfigureAwait(false);
        return [.. rows.Reminders.Select(AsReminder)];
    }

    private async Task ReadTableAsync()
    {
        try
        {
            long changes;
            lock (_lock) changes = _changes;

            // From one end of the ring of hashes round to the same one: everything.
            var rows = await Table.ReadRows(0, 0).ConfigureAwait(false);
            if (!TryTakeOver(rows.Reminders, changes)) ReadSoon();
        }
        catch (Exception exception)
        {
            LogTableUnreadable(exception);
            ReadSoon();
        }
    }

    private void ReadSoon()
    {
        lock (_lock) _reading?.Change(s_retryAfter, options.RefreshReminderListPeriod);
    }

    private bool TryTakeOver(IList<ReminderEntry> rows, long changesAtRead)
    {
        lock (_lock)
        {
            if (_reading is null) return true;
            if (_changes != changesAtRead) return false; // What was read may be older than what was set since.

            var gone = _alarms.Keys.ToHashSet();
            foreach (var row in rows)
            {
                gone.Remove((row.GrainId, row.ReminderName));
                Set(row);
            }

            foreach (var key in gone) Remove(key);
            return true;
        }
    }

    private void Set(ReminderEntry entry)
    {
        var key = (entry.GrainId, entry.ReminderName);
        if (_alarms.TryGetValue(key, out var alarm) && alarm.Entry.ETag == entry.ETag) return;

        Remove(key);
        if (_reading is not null) _alarms.Add(key, new ReminderAlarm(entry, time, TickAsync));
    }

    private void Remove((GrainId, string) key)
    {
        if (_alarms.Remove(key, out var alarm)) alarm.Dispose();
    }

    private async Task TickAsync(ReminderEntry entry, DateTime now)
    {
        try
        {
            var grain = Silo.GetRequiredService<IGrainFactory>().GetGrain<IRemindable>(entry.GrainId);
            var status = new TickStatus(entry.StartAt, entry.Period, now);
            await grain.ReceiveReminder(entry.ReminderName, status).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            LogTickFailed(entry.ReminderName, entry.GrainId, exception);
        }
    }

    private static Reminder AsReminder(ReminderEntry entry) => new(entry.GrainId, entry.ReminderName, entry.ETag!);

    [LoggerMessage(Level = LogLevel.Error,
        Message = "Tick of reminder {Name} failed at {Grain}; the next one comes in time")]
    private partial void LogTickFailed(string name, GrainId grain, Exception exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "The reminder table cannot be read; it is tried again")]
    private partial void LogTableUnreadable(Exception exception);
}

[GenerateSerializer, Immutable, Alias("framemill.engine.reminder")]
internal sealed record Reminder(
    [property: Id(0)] GrainId Grain, [property: Id(1)] string ReminderName, [property: Id(2)] string ETag)
    : IGrainReminder;
