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
    private bool _isReminded;

    public async Task AddAsync(string renderId, CancellationToken cancellationToken)
    {
        if (!_isReminded)
        {
            await this.RegisterOrUpdateReminder(Reminder, ReconcileEvery, ReconcileEvery);
            _isReminded = true;
        }

        if (!open.State.Ids.Contains(renderId)) await CommitAsync([.. open.State.Ids, renderId]);
    }

    public async Task RemoveAsync(string renderId, CancellationToken cancellationToken)
    {
        if (open.State.Ids.Contains(renderId)) await CommitAsync(open.State.Ids.Where(id => id != renderId));
    }

    public async Task<int> ReconcileAsync(CancellationToken cancellationToken)
    {
        var ids = open.State.Ids;
        foreach (var id in ids) await GrainFactory.GetGrain<IRenderReports>(id).ReconcileAsync();
        return ids.Count;
    }

    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        if (await ReconcileAsync(CancellationToken.None) > 0) return;
        if (await this.GetReminder(Reminder) is { } reminder) await this.UnregisterReminder(reminder);
        _isReminded = false;
    }

    /// <summary>
    /// A failed write may have happened, so memory is no longer to be trusted: the next call reloads.
    /// </summary>
    private async Task CommitAsync(IEnumerable<string> ids)
    {
        open.State = open.State with { Ids = ids.ToArray() };
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
