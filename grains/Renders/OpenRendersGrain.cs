using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Runtime;

namespace Framemill.Renders;

/// <summary>
/// Keeps one shard of the open list. It calls renders one-way: a render may be calling it at the same time.
/// </summary>
[GrainType("open-renders")]
public sealed partial class OpenRendersGrain(
    [PersistentState("open", RenderGrain.Storage)] IPersistentState<OpenRenders> open,
    IOptions<RenderOptions> options,
    ILogger<OpenRendersGrain> logger) : Grain, IOpenRendersGrain, IRemindable
{
    private const string Reminder = "reconcile";
    private static readonly TimeSpan ReconcileEvery = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan WriteWithin = TimeSpan.FromSeconds(1);
    private HashSet<string> _ids = [];
    private IGrainTimer? _writeSoon;
    private Task? _reminding;
    private JoinedWrites _writes = null!;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _ids = new HashSet<string>(open.State.Ids, StringComparer.Ordinal);
        _writes = new JoinedWrites(CommitAsync);
        return Task.CompletedTask;
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        if (_writeSoon is not null) await _writes.WriteAsync();
    }

    public async Task AddAsync(string renderId, CancellationToken cancellationToken)
    {
        await RemindAsync();
        await (_ids.Add(renderId) || _writes.IsDue ? _writes.WriteAsync() : _writes.Last);
    }

    /// <summary>
    /// Written with what is added next, or within a second: a render that is called without need says so again.
    /// </summary>
    public Task RemoveAsync(string renderId, CancellationToken cancellationToken)
    {
        if (_ids.Remove(renderId))
        {
            _writeSoon ??= this.RegisterGrainTimer(
                _ => _writes.WriteAsync(),
                new GrainTimerCreationOptions { DueTime = WriteWithin, Period = Timeout.InfiniteTimeSpan });
        }

        return Task.CompletedTask;
    }

    public async Task<int> ReconcileAsync(CancellationToken cancellationToken)
    {
        var ids = _ids.ToArray();
        foreach (var id in ids) await GrainFactory.GetGrain<IRenderReports>(id).ReconcileAsync();
        return ids.Length;
    }

    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        if (await ReconcileAsync(CancellationToken.None) > 0) return;
        _reminding = null;
        if (await this.GetReminder(Reminder) is { } reminder) await this.UnregisterReminder(reminder);
        if (_ids.Count > 0) await RemindAsync(); // It came meanwhile.
    }

    private Task RemindAsync()
    {
        if (_reminding is null or { IsFaulted: true })
            _reminding = this.RegisterOrUpdateReminder(Reminder, ReconcileEvery, ReconcileEvery);
        return _reminding;
    }

    /// <summary>
    /// A failed write may have happened, so memory is no longer to be trusted: the next call reloads.
    /// </summary>
    private async Task CommitAsync()
    {
        _writeSoon?.Dispose();
        _writeSoon = null;
        open.State = open.State with { Ids = _ids.ToArray() };
        try
        {
            await open.WriteStateAsync();
        }
        catch (Exception error)
        {
            LogWriteFailed(error, this.GetPrimaryKeyLong());
            DeactivateOnIdle();
            throw;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Open renders, shard {Shard}: a write failed")]
    private partial void LogWriteFailed(Exception error, long shard);
}
