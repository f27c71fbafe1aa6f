using System.Collections.Concurrent;

namespace Framemill.Scheduling;

/// <summary>
/// How pools are divided, as this silo heard last. Nothing depends on its being right: who asks a wrong shard is told.
/// </summary>
internal sealed class PoolMaps
{
    private readonly ConcurrentDictionary<string, PoolMap> _maps = new(StringComparer.Ordinal);

    public PoolMap Of(string pool) => _maps.GetValueOrDefault(pool, PoolMap.Single);

    public void Learn(string pool, PoolMap map) =>
        _maps.AddOrUpdate(pool, map, (_, known) => map.Epoch > known.Epoch ? map : known);

    /// <summary>After a call that failed: what shard there may be is asked of the first one.</summary>
    public void Forget(string pool) => _maps.TryRemove(pool, out _);
}
