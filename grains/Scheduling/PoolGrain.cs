using Framemill.Devices;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Runtime;

namespace Framemill.Scheduling;

/// <summary>
/// The shell around a <see cref="PoolShard"/>: tells it the time, and tells devices and other shards what it says.
/// </summary>
[GrainType("pool")]
public sealed partial class PoolGrain(
    IOptions<SchedulingOptions> options,
    TimeProvider time,
    ILogger<PoolGrain> logger) : Grain, IPoolGrain
{
    private PoolShard _pool = null!;
    private string _name = "";

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        (_name, var shard) = PoolShards.Parse(this.GetPrimaryKeyString());
        _pool = new PoolShard(options.Value, _name, shard);
        var every = options.Value.ExpireEvery;
        this.RegisterGrainTimer(
            ExpireAsync, new GrainTimerCreationOptions { DueTime = every, Period = every, KeepAlive = true });
        return Task.CompletedTask;
    }

    public async Task<EnqueueAnswer> EnqueueAsync(
        IReadOnlyList<WorkItem> work, PoolMap known, CancellationToken cancellationToken)
    {
        var waited = _pool.WaitingCount;
        await RevokeAsync(_pool.Enqueue(work, known, time.GetUtcNow()));
        if (_pool.WaitingCount > waited)
        {
            await WakeAsync();
            await YieldAsync();
        }

        return new EnqueueAnswer { Map = _pool.Map, Pace = _pool.Pace(time.GetUtcNow()) };
    }

    public async Task WithdrawAsync(string renderId, CancellationToken cancellationToken)
    {
        var (revoked, elsewhere) = _pool.Withdraw(renderId, time.GetUtcNow());
        await RevokeAsync(revoked);
        foreach (var shard in elsewhere) await ShardOf(shard).WithdrawElsewhereAsync(renderId);
    }

    public async Task<PullAnswer> PullAsync(DeviceOffer offer, CancellationToken cancellationToken)
    {
        var waitedBefore = _pool.WaitingCount;
        var answer = _pool.Pull(offer, time.GetUtcNow());
        // What this device gave back may be for another.
        if (_pool.WaitingCount > waitedBefore) await WakeAsync();
        return answer;
    }

    public async Task SilosLeftAsync(IReadOnlyList<string> silos, CancellationToken cancellationToken)
    {
        if (!_pool.Lose(silos, time.GetUtcNow())) return;
        LogLost(this.GetPrimaryKeyString(), string.Join(' ', silos));
        await WakeAsync();
    }

    public Task<QueueView> GetQueueAsync(string renderId, CancellationToken cancellationToken) =>
        Task.FromResult(_pool.Queue(renderId, time.GetUtcNow()));

    public Task<PoolView> GetAsync(CancellationToken cancellationToken) => Task.FromResult(_pool.View());

    /// <summary>
    /// Time itself changes who may have what: leases lapse, work ages, and what was held back is let go.
    /// </summary>
    private async Task ExpireAsync(CancellationToken cancellationToken)
    {
        var tick = _pool.Tick(time.GetUtcNow());
        if (tick.HasLapsed) LogLapsed(this.GetPrimaryKeyString());
        await TellShardsAsync(tick);
        await WakeAsync();
        await YieldAsync();
        if (_pool.IsOver(time.GetUtcNow())) DeactivateOnIdle();
    }

    private async Task YieldAsync()
    {
        foreach (var device in _pool.Preempt(time.GetUtcNow()).GroupBy(r => r.DeviceId, StringComparer.Ordinal))
        {
            var leases = device.Select(r => r.LeaseId).ToArray();
            LogYields(this.GetPrimaryKeyString(), device.Key, leases.Length);
            await TellAsync(device.Key, d => d.YieldAsync(leases));
        }
    }

    private async Task WakeAsync()
    {
        foreach (var device in _pool.DevicesToWake(time.GetUtcNow())) await TellAsync(device, d => d.WakeAsync());
    }

    private async Task RevokeAsync(IReadOnlyList<Revocation> revocations)
    {
        foreach (var device in revocations.GroupBy(r => r.DeviceId, StringComparer.Ordinal))
        {
            var leases = device.Select(r => r.LeaseId).ToArray();
            await TellAsync(device.Key, d => d.RevokeAsync(leases));
        }
    }

    /// <summary>One way, so that no device can hold up the pool; a device that is gone hears nothing.</summary>
    private async Task TellAsync(string deviceId, Func<IGpuDeviceGrain, Task> message)
    {
        try
        {
            await message(GrainFactory.GetGrain<IGpuDeviceGrain>(deviceId));
        }
        catch (OrleansException error)
        {
            LogDeviceGone(error, deviceId);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Pool {Pool}: leases lapsed, their work waits again")]
    private partial void LogLapsed(string pool);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Pool {Pool}: {Silos} left, its work waits again")]
    private partial void LogLost(string pool, string silos);

    [LoggerMessage(Level = LogLevel.Information, Message = "Pool {Pool}: {Count} lanes of {Device} make room")]
    private partial void LogYields(string pool, string device, int count);

    [LoggerMessage(Level = LogLevel.Information, Message = "Device {Device} is not there")]
    private partial void LogDeviceGone(Exception error, string device);
}
