using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace Framemill.Scheduling;

/// <summary>What the shards of a pool say to each other. One way all of it: no shard waits for another.</summary>
public sealed partial class PoolGrain
{
    public Task WithdrawElsewhereAsync(string renderId) =>
        RevokeAsync(_pool.Withdraw(renderId, time.GetUtcNow()).Revoked);

    public Task ReportAsync(ShardReport report)
    {
        _pool.Heard(report, time.GetUtcNow());
        return Task.CompletedTask;
    }

    public async Task OrderAsync(ShardOrder order)
    {
        foreach (var device in _pool.Order(order, time.GetUtcNow())) await TellAsync(device, d => d.WakeAsync());
    }

    public async Task NoticeAsync(ShardNotice notice)
    {
        var (revoked, disowned) = _pool.Noticed(notice, time.GetUtcNow());
        await RevokeAsync(revoked);
        if (disowned.Count > 0) await ShardOf(notice.From).DisownAsync(disowned);
        await WakeAsync();
    }

    public Task DisownAsync(IReadOnlyList<string> leaseIds) =>
        RevokeAsync(_pool.Disown(leaseIds, time.GetUtcNow()));

    public Task<PoolTelemetry> GetShardTelemetryAsync(CancellationToken cancellationToken) =>
        Task.FromResult(_pool.Telemetry(time.GetUtcNow()));

    /// <summary>
    /// Interleaves: while it asks the others, devices pull. A shard that cannot be asked, because its silo just ended,
    /// is missing from this answer; the rest must be seen above all then.
    /// </summary>
    public async Task<PoolTelemetry> GetTelemetryAsync(CancellationToken cancellationToken)
    {
        var shards = _pool.Index == 0 ? _pool.Map.Shards : 1;
        var others = Enumerable.Range(1, shards - 1)
            .Select(shard => AskAsync(shard, cancellationToken)).ToArray();
        var all = new List<PoolTelemetry>(shards) { _pool.Telemetry(time.GetUtcNow()) };
        foreach (var other in others)
        {
            if (await other is { } heard) all.Add(heard);
        }

        return PoolSum.Of(all, options.Value);
    }

    private async Task<PoolTelemetry?> AskAsync(int shard, CancellationToken cancellationToken)
    {
        try
        {
            return await ShardOf(shard).GetShardTelemetryAsync(cancellationToken);
        }
        catch (Exception error) when (error is OrleansException or TimeoutException)
        {
            LogShardSilent(error, _name, shard);
            return null;
        }
    }

    private async Task TellShardsAsync(ShardTick tick)
    {
        foreach (var (to, notice) in tick.Notices) await TellAsync(to, s => s.NoticeAsync(notice));
        foreach (var (to, order) in tick.Orders) await TellAsync(to, s => s.OrderAsync(order));
        if (tick.Report is { } report) await TellAsync(0, s => s.ReportAsync(report));
        foreach (var device in tick.Wake) await TellAsync(device, d => d.WakeAsync());
    }

    private async Task TellAsync(int shard, Func<IPoolGrain, Task> message)
    {
        try
        {
            await message(ShardOf(shard));
        }
        catch (OrleansException error)
        {
            LogShardGone(error, _name, shard); // It is said again within a second.
        }
    }

    private IPoolGrain ShardOf(int shard) => GrainFactory.GetGrain<IPoolGrain>(PoolShards.KeyOf(_name, shard));

    [LoggerMessage(Level = LogLevel.Information, Message = "Pool {Pool}: shard {Shard} could not be asked")]
    private partial void LogShardSilent(Exception error, string pool, int shard);

    [LoggerMessage(Level = LogLevel.Information, Message = "Pool {Pool}: shard {Shard} could not be told")]
    private partial void LogShardGone(Exception error, string pool, int shard);
}
