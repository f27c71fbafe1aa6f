using Orleans.Concurrency;

namespace Framemill.Scheduling;

/// <summary>
/// What waits for a pool of like devices, keyed by the pool's name. Memory only: renders announce their work again and
/// devices their leases, so it may be lost at any time. A large pool is divided by tenants into shards: the first has
/// the pool's name as its key, the others <c>{pool}#1</c> and so on.
/// </summary>
[Alias("framemill.scheduling.IPoolGrain")]
public interface IPoolGrain : IGrainWithStringKey
{
    /// <summary>Repeating the call changes nothing.</summary>
    /// <param name="known">How the caller believes the pool is divided.</param>
    [Alias("enqueue")]
    Task<EnqueueAnswer> EnqueueAsync(
        IReadOnlyList<WorkItem> work, PoolMap known, CancellationToken cancellationToken);

    /// <summary>Takes all work of a render out, and tells the devices that hold some to stop.</summary>
    [Alias("withdraw")]
    Task WithdrawAsync(string renderId, CancellationToken cancellationToken);

    /// <summary>Said by the shard that a render belongs to now, to one that still has leases of it.</summary>
    [OneWay]
    [Alias("withdraw-elsewhere")]
    Task WithdrawElsewhereAsync(string renderId);

    [Alias("pull")]
    Task<PullAnswer> PullAsync(DeviceOffer offer, CancellationToken cancellationToken);

    [ReadOnly]
    [Alias("get-queue")]
    Task<QueueView> GetQueueAsync(string renderId, CancellationToken cancellationToken);

    /// <summary>Of this shard alone.</summary>
    [ReadOnly]
    [Alias("get")]
    Task<PoolView> GetAsync(CancellationToken cancellationToken);

    /// <summary>
    /// These silos are gone and their devices with them: what those held waits again at once. Repeating the call
    /// changes nothing; a silo of that name that is back makes its device known again by pulling.
    /// </summary>
    [Alias("silos-left")]
    Task SilosLeftAsync(IReadOnlyList<string> silos, CancellationToken cancellationToken);

    /// <summary>Of the whole pool, whatever it is divided into; asked of its first shard.</summary>
    [AlwaysInterleave]
    [Alias("get-telemetry")]
    Task<PoolTelemetry> GetTelemetryAsync(CancellationToken cancellationToken);

    /// <summary>Of this shard alone.</summary>
    [Alias("get-shard-telemetry")]
    Task<PoolTelemetry> GetShardTelemetryAsync(CancellationToken cancellationToken);

    /// <summary>Said by the other shards to the first.</summary>
    [OneWay]
    [Alias("report")]
    Task ReportAsync(ShardReport report);

    /// <summary>Said by the first shard to the others.</summary>
    [OneWay]
    [Alias("order")]
    Task OrderAsync(ShardOrder order);

    /// <summary>Said by each shard to each other while the pool is divided anew.</summary>
    [OneWay]
    [Alias("notice")]
    Task NoticeAsync(ShardNotice notice);

    /// <summary>These leases are of work that another shard has leased since: they hold no more.</summary>
    [OneWay]
    [Alias("disown")]
    Task DisownAsync(IReadOnlyList<string> leaseIds);
}
