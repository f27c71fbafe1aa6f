using Framemill.Reports;
using Framemill.Renders;
using Framemill.Scheduling;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Runtime;

namespace Framemill.Silos;

/// <summary>
/// Notices that a silo is gone. Pools get the work of its devices back at once and not when leases lapse, and open
/// renders that lived there are woken and not left to the next reminder.
/// </summary>
internal sealed partial class SiloWatch(
    IClusterMembershipService membership, ILocalSiloDetails self, IGrainFactory grains, PoolMaps maps,
    IOptions<RenderOptions> renders, TimeProvider time, ILogger<SiloWatch> logger)
    : ILifecycleParticipant<ISiloLifecycle>, IDisposable
{
    private const int TellAttemptsMax = 10;
    private static readonly TimeSpan TellAgainAfter = TimeSpan.FromMilliseconds(500);
    private readonly CancellationTokenSource _stop = new();
    private Task _watching = Task.CompletedTask;

    public void Participate(ISiloLifecycle lifecycle) => lifecycle.Subscribe(
        nameof(SiloWatch),
        ServiceLifecycleStage.Active,
        _ =>
        {
            _watching = Task.Run(() => WatchAsync(_stop.Token), CancellationToken.None);
            return Task.CompletedTask;
        },
        async _ =>
        {
            await _stop.CancelAsync();
            await _watching.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        });

    public void Dispose()
    {
        _stop.Cancel();
        _stop.Dispose();
    }

    private async Task WatchAsync(CancellationToken stop)
    {
        var dead = DeadOf(membership.CurrentSnapshot);
        await foreach (var snapshot in membership.MembershipUpdates.WithCancellation(stop))
        {
            var now = DeadOf(snapshot);
            var isNews = !now.IsSubsetOf(dead);
            dead = now;
            if (isNews && SiloLosses.Speaks(snapshot, self.SiloAddress)) await TellAsync(snapshot, stop);
        }
    }

    private async Task TellAsync(ClusterMembershipSnapshot snapshot, CancellationToken stop)
    {
        var names = SiloLosses.NamesOf(snapshot);
        LogLoss(string.Join(' ', names));
        try
        {
            await TellPoolAsync(renders.Value.Pool, names, stop);
            for (var shard = 0; shard < OpenRenderShards.Count; shard++)
            {
                var open = grains.GetGrain<IOpenRendersGrain>(shard);
                await DeliverAsync(() => open.ReconcileAsync(stop), stop);
            }
        }
        catch (Exception error) when (!stop.IsCancellationRequested)
        {
            LogNotTold(error); // Leases lapse and reminders come all the same.
        }
    }

    /// <summary>
    /// All its shards: a device may have been any one's. The first may have been lost with the silo, and not know yet
    /// how the pool is divided; then what this silo heard before counts.
    /// </summary>
    private async Task TellPoolAsync(string pool, IReadOnlyList<string> names, CancellationToken stop)
    {
        await DeliverAsync(() => grains.GetGrain<IPoolGrain>(pool).SilosLeftAsync(names, stop), stop);
        maps.Learn(pool, (await grains.GetGrain<IPoolGrain>(pool).GetAsync(stop)).Map);
        for (var shard = 1; shard < maps.Of(pool).Shards; shard++)
        {
            var grain = grains.GetGrain<IPoolGrain>(PoolShards.KeyOf(pool, shard));
            await DeliverAsync(() => grain.SilosLeftAsync(names, stop), stop);
        }
    }

    private Task DeliverAsync(Func<Task> tell, CancellationToken stop) =>
        Delivery.DeliverAsync(tell, TellAttemptsMax, TellAgainAfter, time, stop);

    private static HashSet<SiloAddress> DeadOf(ClusterMembershipSnapshot snapshot) =>
        snapshot.Members.Values.Where(m => m.Status == SiloStatus.Dead).Select(m => m.SiloAddress).ToHashSet();

    [LoggerMessage(Level = LogLevel.Warning, Message = "Silos left for good: {Silos}; open renders are looked after")]
    private partial void LogLoss(string silos);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Not all could be told of the loss of a silo")]
    private partial void LogNotTold(Exception error);
}
