namespace Framemill.Scheduling;

/// <summary>A pool as one tenant's renders see it: their calls go to the shard that is theirs.</summary>
internal readonly struct PoolDoor(IGrainFactory grains, PoolMaps maps, string pool, string tenant)
{
    /// <summary>Shards may be divided again while one asks; the next announcement goes on from there.</summary>
    private const int AskedMax = 3;

    public async Task<PoolPace> EnqueueAsync(IReadOnlyList<WorkItem> work, CancellationToken cancellationToken)
    {
        for (var asked = 1;; asked++)
        {
            var map = maps.Of(pool);
            var shard = PoolShards.Of(tenant, map.Shards);
            EnqueueAnswer answer;
            try
            {
                answer = await ShardOf(shard).EnqueueAsync(work, map, cancellationToken);
            }
            catch
            {
                maps.Forget(pool);
                throw;
            }

            maps.Learn(pool, answer.Map);
            if (asked == AskedMax || PoolShards.Of(tenant, maps.Of(pool).Shards) == shard) return answer.Pace;
        }
    }

    public Task WithdrawAsync(string renderId, CancellationToken cancellationToken) =>
        ShardOf(PoolShards.Of(tenant, maps.Of(pool).Shards)).WithdrawAsync(renderId, cancellationToken);

    public Task<QueueView> GetQueueAsync(string renderId, CancellationToken cancellationToken) =>
        ShardOf(PoolShards.Of(tenant, maps.Of(pool).Shards)).GetQueueAsync(renderId, cancellationToken);

    private IPoolGrain ShardOf(int shard) => grains.GetGrain<IPoolGrain>(PoolShards.KeyOf(pool, shard));
}
