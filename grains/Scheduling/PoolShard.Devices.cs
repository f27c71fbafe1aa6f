namespace Framemill.Scheduling;

/// <summary>Whose devices are whose. A device pulls from one shard; it goes to another when it holds nothing.</summary>
public sealed partial class PoolShard
{
    private readonly SortedDictionary<string, int> _moving = new(StringComparer.Ordinal);
    private long _ordered;

    public PullAnswer Pull(DeviceOffer offer, DateTimeOffset now)
    {
        Begin(now);
        if (Index == 0 && Map.Shards == 1 && _moving.Count == 0)
            return WithoutOvertaken(_pool.Pull(offer, now), offer, now);
        if (_pool.IsOvertaken(offer) || HomeOf(offer) is not { } home || home == Index)
            return WithoutOvertaken(_pool.Pull(offer, now), offer, now);

        // It is sent on: from now on it gets nothing here.
        var answer = WithoutOvertaken(_pool.Pull(offer with { IsDraining = true }, now), offer, now);
        if (offer.Held.Count > 0) return answer;
        _pool.Release(offer.DeviceId, now);
        _moving.Remove(offer.DeviceId);
        return answer with { Home = PoolShards.KeyOf(_name, home) };
    }

    /// <summary>Carries out what the first shard wants. Returns the devices that should hear of it.</summary>
    public IReadOnlyList<string> Order(ShardOrder order, DateTimeOffset now)
    {
        Begin(now);
        Adopt(order.Map, now);
        if (order.Number <= _ordered) return [];
        _ordered = order.Number;
        List<string> wake = [];
        foreach (var give in order.Give) Give(give, wake);
        return wake;
    }

    /// <summary>What this shard has and wants, for the first one to compare.</summary>
    public ShardReport Report()
    {
        var leaving = new SortedDictionary<int, int>();
        int devices = 0, slots = 0;
        foreach (var device in _pool.Usable)
        {
            if (_moving.TryGetValue(device.Id, out var to))
            {
                leaving[to] = leaving.GetValueOrDefault(to) + device.Description.LaneSlots;
                continue;
            }

            devices++;
            slots += device.Description.LaneSlots;
        }

        return new ShardReport
        {
            Shard = Index,
            Map = Map,
            Devices = devices,
            LaneSlots = slots,
            Leaving = leaving.ToDictionary(),
            Demand = _pool.DemandByTenant(),
            BytesMissing = _pool.BytesMissing(),
            IsInUse = IsInUse,
        };
    }

    private void Give(Rehoming give, List<string> wake)
    {
        var slots = give.Slots;
        var candidates = _pool.Usable
            .Where(d => !_moving.ContainsKey(d.Id) && d.Description.MemoryBytes >= give.MemoryBytes)
            .OrderBy(d => d.LanesHeld + d.StepsHeld).ThenBy(d => d.Description.LaneSlots)
            .ThenBy(d => d.Id, StringComparer.Ordinal).ToArray();
        var mayGo = _pool.Usable.Count(d => !_moving.ContainsKey(d.Id)) - 1; // One stays, whatever was wanted.
        foreach (var device in candidates)
        {
            if (mayGo <= 0 || give.To == Index) return;
            var isFirst = slots == give.Slots;
            if (device.Description.LaneSlots > slots && !(give.AtLeastOne && isFirst)) continue;
            _moving[device.Id] = give.To;
            wake.Add(device.Id);
            slots -= device.Description.LaneSlots;
            mayGo--;
        }
    }

    private int? HomeOf(DeviceOffer offer)
    {
        if (_moving.TryGetValue(offer.DeviceId, out var to) && to < Map.Shards) return to;
        if (Index >= Map.Shards && Map.Epoch > 0) return PoolShards.Of(offer.DeviceId, Map.Shards);
        // One that has just begun comes to the first shard and is told where to go.
        return Index == 0 && Map.Shards > 1 && offer.Home.Length == 0 && offer.Held.Count == 0
            && !_pool.Knows(offer.DeviceId)
            ? PoolShards.Of(offer.DeviceId, Map.Shards)
            : null;
    }

    private void ForgetMoved()
    {
        foreach (var (device, to) in _moving.ToArray())
        {
            if (to >= Map.Shards || !_pool.Knows(device)) _moving.Remove(device);
        }
    }
}
