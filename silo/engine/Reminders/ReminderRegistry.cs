using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.Timers;

namespace Framemill.Engine.Reminders;

/// <summary>What grains set and end reminders with.</summary>
internal sealed class ReminderRegistry(
    ReminderClock clock, IOptions<ReminderOptions> options, IServiceProvider services) : IReminderRegistry
{
    public Task<IGrainReminder> RegisterOrUpdateReminder(
        GrainId callingGrainId, string reminderName, TimeSpan dueTime, TimeSpan period)
    {
        ThrowIfNotFinite(dueTime, nameof(dueTime));
        ThrowIfNotFinite(period, nameof(period));
        if (period < options.Value.MinimumReminderPeriod)
        {
            throw new ArgumentException(
                $"Cannot register reminder {reminderName} as requested period ({period}) is less than minimum allowed "
                + $"reminder period ({options.Value.MinimumReminderPeriod})");
        }

        ThrowIfUnnamed(reminderName);
        ThrowIfUnusable();
        return clock.SetAsync(new ReminderEntry
        {
            GrainId = callingGrainId,
            ReminderName = reminderName,
            StartAt = clock.Now + dueTime,
            Period = period,
        });
    }

    public Task UnregisterReminder(GrainId callingGrainId, IGrainReminder reminder)
    {
        ThrowIfUnusable();
        return clock.RemoveAsync(reminder as Reminder
            ?? throw new ArgumentException("The reminder was not made by this service.", nameof(reminder)));
    }

    public async Task<IGrainReminder?> GetReminder(GrainId callingGrainId, string reminderName)
    {
        ThrowIfUnnamed(reminderName);
        ThrowIfUnusable();
        return await clock.FindAsync(callingGrainId, reminderName);
    }

    public Task<List<IGrainReminder>> GetReminders(GrainId callingGrainId)
    {
        ThrowIfUnusable();
        return clock.FindAsync(callingGrainId);
    }

    private void ThrowIfUnusable()
    {
        if (RuntimeContext.Current is null)
        {
            throw new InvalidOperationException(
                "Attempted to access grain from a non-grain context, such as a background thread, which is invalid.");
        }

        if (services.GetService<IReminderTable>() is null)
        {
            throw new OrleansConfigurationException(
                "The reminder service has not been configured: no reminder table is registered.");
        }
    }

    private static void ThrowIfUnnamed(string name)
    {
        if (string.IsNullOrEmpty(name))
        {
            throw new ArgumentException("Cannot use null or empty name for the reminder", nameof(name));
        }
    }

    private static void ThrowIfNotFinite(TimeSpan time, string name)
    {
        if (time < TimeSpan.Zero)
        {
            throw new ArgumentOutOfRangeException(name, "Cannot use a negative or infinite time to create a reminder");
        }
    }
}
