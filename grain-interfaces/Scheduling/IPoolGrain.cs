using Orleans.Concurrency;

namespace Framemill.Scheduling;

/// <summary>
/// What waits for a pool of like devices, keyed by the pool's name. Memory only: renders announce their work again and
/// devices their leases, so it may be lost at any time.
/// </summary>
[Alias("framemill.scheduling.IPoolGrain")]
public interface IPoolGrain : IGrainWithStringKey
{
    /// <summary>Repeating the call changes nothing.</summary>
    [Alias("enqueue")]
    Task<PoolPace> EnqueueAsync(IReadOnlyList<WorkItem> work, CancellationToken cancellationToken);

    /// <summary>Takes all work of a render out, and tells the devices that hold some to stop.</summary>
    [Alias("withdraw")]
    Task WithdrawAsync(string renderId, CancellationToken cancellationToken);

    [Alias("pull")]
    Task<PullAnswer> PullAsync(DeviceOffer offer, CancellationToken cancellationToken);

    [ReadOnly]
    [Alias("get-queue")]
    Task<QueueView> GetQueueAsync(string renderId, CancellationToken cancellationToken);

    [ReadOnly]
    [Alias("get")]
    Task<PoolView> GetAsync(CancellationToken cancellationToken);

    /// <summary>
    /// These silos are gone and their devices with them: what those held waits again at once. Repeating the call
    /// changes nothing; a silo of that name that is back makes its device known again by pulling.
    /// </summary>
    [Alias("silos-left")]
    Task SilosLeftAsync(IReadOnlyList<string> silos, CancellationToken cancellationToken);

    [Alias("get-telemetry")]
    Task<PoolTelemetry> GetTelemetryAsync(CancellationToken cancellationToken);
}
