namespace Framemill.Scheduling;

/// <summary>
/// What the first shard of a pool decides for all: into how many shards the pool is divided, and which of them gives
/// devices to which. Pure: reports and the time in, a division and orders out. Its memory may be lost: shards report
/// again within a second, and until all have had time for that nothing is changed.
/// </summary>
public sealed class ShardBalance(SchedulingOptions options)
{
    /// <summary>The pool becomes smaller when the shards that stay would have so much less than they may.</summary>
    private const double ShrinksAt = 0.7;

    private readonly SortedDictionary<int, (ShardReport Report, DateTimeOffset At)> _reports = [];
    private readonly Dictionary<int, DateTimeOffset> _given = [];
    private DateTimeOffset? _begun;
    private DateTimeOffset _divided;
    private DateTimeOffset? _smallerSince;
    private long _number;

    public void Heard(ShardReport report, DateTimeOffset now) => _reports[report.Shard] = (report, now);

    /// <summary>An undivided pool asks only this: does it stay one?</summary>
    public bool MustDecide(PoolMap map, int devices, DateTimeOffset now)
    {
        _begun ??= now;
        return _reports.Count > 0 || Wanted(map.Shards, devices) != map.Shards;
    }

    /// <param name="own">Of the first shard itself, now.</param>
    public (PoolMap Map, IReadOnlyList<(int Shard, ShardOrder Order)> Orders) Decide(
        PoolMap map, ShardReport own, DateTimeOffset now)
    {
        _begun ??= now;
        Forget(map, now);
        _reports[0] = (own, now);
        if (now - _begun >= options.LeaseDuration)
        {
            var divided = Divide(map, now);
            if (divided != map) (map, _divided) = (divided, now);
        }

        var gives = now - _begun >= options.LeaseDuration ? Gives(map, now) : [];
        // Who was in the division before must hear that it is no more; who is in it must hear that it is.
        var told = Enumerable.Range(0, map.Shards).Union(_reports.Keys).Union(gives.Keys).Order();
        return (map, [.. told.Where(s => s > 0 || gives.ContainsKey(s)).Select(s => (s, Order(map, gives, s, now)))]);
    }

    private ShardOrder Order(PoolMap map, Dictionary<int, List<Rehoming>> gives, int shard, DateTimeOffset now)
    {
        if (!gives.TryGetValue(shard, out var give)) return new ShardOrder { Map = map };
        // The clock carries the order across the loss of this memory.
        _number = Math.Max(_number + 1, now.UtcTicks);
        return new ShardOrder { Map = map, Number = _number, Give = give };
    }

    /// <summary>Reports of shards that are no part any more and have nothing left, or are silent for long.</summary>
    private void Forget(PoolMap map, DateTimeOffset now)
    {
        foreach (var (shard, (report, at)) in _reports.ToArray())
        {
            var isOver = shard >= map.Shards && !report.IsInUse && report.Map.Epoch >= map.Epoch;
            if (isOver || at + options.DeviceGoneAfter <= now) _reports.Remove(shard);
        }
    }

    private PoolMap Divide(PoolMap map, DateTimeOffset now)
    {
        var devices = _reports.Values.Sum(r => r.Report.Devices + r.Report.Leaving.Values.Sum(s => s > 0 ? 1 : 0));
        var wanted = Wanted(map.Shards, devices);
        // A shard that lost its memory knows of no devices for a moment.
        if (wanted >= map.Shards) _smallerSince = null;
        else if (now - (_smallerSince ??= now) < options.LeaseDuration) return map;
        if (wanted == map.Shards) return map;
        // One division is over before the next begins, unless a shard would have no device at all.
        if (now - _divided < 2 * options.LeaseDuration && devices >= map.Shards) return map;
        if (wanted > map.Shards && Enumerable.Range(0, map.Shards).Any(s => !_reports.ContainsKey(s))) return map;
        _smallerSince = null;
        return new PoolMap(Math.Max(map.Epoch + 1, now.UtcTicks), wanted) { Before = map.Epoch };
    }

    /// <summary>As many shards as the devices need; never more than there are devices.</summary>
    private int Wanted(int shards, int devices)
    {
        var most = Math.Max(1, Math.Min(options.ShardsMax, devices));
        var needed = Math.Clamp(
            (devices + options.ShardDevices - 1) / options.ShardDevices, Math.Min(options.ShardsMin, most), most);
        if (needed >= shards || shards > most) return needed;
        var isClearlySmaller = devices <= ShrinksAt * options.ShardDevices * (shards - 1);
        return isClearlySmaller ? needed : shards;
    }

    /// <summary>
    /// Slots go where tenants want them, as fairly as if the pool were one: each tenant gets what it wants up to one
    /// level for all, by weight. What nobody wants is spread evenly.
    /// </summary>
    public static double[] Targets(IReadOnlyList<ShardReport> reports, double slots)
    {
        var all = reports.SelectMany((r, i) => r.Demand.Select(d => (Shard: i, d.Weight, d.Slots)))
            .OrderBy(d => d.Slots / d.Weight).ToArray();
        var targets = new double[reports.Count];
        var left = slots;
        var weights = all.Sum(d => d.Weight);
        foreach (var (shard, weight, wants) in all)
        {
            var gets = Math.Min(wants, left * weight / weights);
            targets[shard] += gets;
            left -= gets;
            weights -= weight;
        }

        for (var i = 0; i < targets.Length; i++) targets[i] += Math.Max(0, left) / targets.Length;
        return targets;
    }

    private Dictionary<int, List<Rehoming>> Gives(PoolMap map, DateTimeOffset now)
    {
        var gives = new Dictionary<int, List<Rehoming>>();
        if (map.Shards == 1) return gives;
        var shards = Enumerable.Range(0, map.Shards).Select(Report).ToArray();
        var have = shards.Select((r, i) => (double)r.LaneSlots + Coming(i)).ToArray();
        var targets = Targets(shards, have.Sum());
        foreach (var to in Enumerable.Range(0, map.Shards).OrderBy(i => have[i] - targets[i]))
        {
            if (_given.TryGetValue(to, out var at) && now - at < options.RehomeEvery && now >= at) continue;
            foreach (var (from, give) in For(to, shards, have, targets))
            {
                _given[to] = now;
                if (!gives.TryGetValue(from, out var list)) gives.Add(from, list = []);
                list.Add(give);
                have[from] -= give.Slots;
                have[to] += give.Slots;
            }
        }

        return gives;
    }

    /// <summary>What a shard gets, from those that have most to spare.</summary>
    private List<(int From, Rehoming Give)> For(int to, ShardReport[] shards, double[] have, double[] targets)
    {
        List<(int, Rehoming)> gives = [];
        var missing = targets[to] - have[to];
        var bytes = shards[to].BytesMissing;
        var mustGet = have[to] < 1 || bytes > 0;
        if (!mustGet && missing < Math.Max(1, options.RehomeSlack * targets[to])) return gives;
        foreach (var from in Enumerable.Range(0, shards.Length).Where(i => i != to && shards[i].Devices > 1)
            .OrderByDescending(i => have[i] - targets[i]))
        {
            var slots = (int)Math.Min(have[from] - targets[from], missing);
            if (slots < 1 && !mustGet) break;
            gives.Add((from, new Rehoming(to, Math.Max(1, slots), bytes, AtLeastOne: mustGet)));
            if (mustGet) break;
            missing -= slots;
        }

        return gives;
    }

    private double Coming(int shard) => _reports.Values.Sum(r => r.Report.Leaving.GetValueOrDefault(shard));

    /// <summary>A shard that was not heard of yet has nothing.</summary>
    private ShardReport Report(int shard) => _reports.TryGetValue(shard, out var known)
        ? known.Report
        : new ShardReport
        {
            Shard = shard, Map = PoolMap.Single, Devices = 0, LaneSlots = 0, Demand = [], IsInUse = false,
        };
}
