using System.Globalization;
using Orleans.Runtime;

namespace Framemill.Tests.Engine.Reminders;

public interface IAlarmGrain : IGrainWithStringKey
{
    Task SetAsync(string name, TimeSpan dueTime, TimeSpan period);
    Task<bool> UnsetAsync(string name);
    Task<List<string>> NamesAsync();
    Task<Guid> ActivationAsync();
    Task DeactivateAsync();
}

/// <summary>Tells the inbox of its key of every tick.</summary>
public sealed class AlarmGrain : Grain, IAlarmGrain, IRemindable
{
    private readonly Guid _activation = Guid.NewGuid();

    public Task SetAsync(string name, TimeSpan dueTime, TimeSpan period) =>
        this.RegisterOrUpdateReminder(name, dueTime, period);

    public async Task<bool> UnsetAsync(string name)
    {
        if (await this.GetReminder(name) is not { } reminder) return false;
        await this.UnregisterReminder(reminder);
        return true;
    }

    public async Task<List<string>> NamesAsync()
    {
        var reminders = await this.GetReminders();
        return [.. reminders.Select(reminder => reminder.ReminderName).Order(StringComparer.Ordinal)];
    }

    public Task<Guid> ActivationAsync() => Task.FromResult(_activation);

    public Task DeactivateAsync()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public Task ReceiveReminder(string reminderName, TickStatus status)
    {
        var seconds = status.Period.TotalSeconds.ToString(CultureInfo.InvariantCulture);
        Inbox.Put(this.GetPrimaryKeyString(), $"{reminderName} {seconds} {_activation}");
        return Task.CompletedTask;
    }
}

public interface IDeafGrain : IGrainWithStringKey
{
    Task SetAsync();
}

/// <summary>Sets a reminder but cannot receive one.</summary>
public sealed class DeafGrain : Grain, IDeafGrain
{
    public Task SetAsync() => this.RegisterOrUpdateReminder("x", TimeSpan.Zero, TimeSpan.FromMinutes(1));
}
