using System.Globalization;
using Framemill.Devices;
using Framemill.Scheduling;

namespace Framemill.Simulation.Shards;

/// <summary>What tenants got of a pool.</summary>
public sealed record ShardedResult(int Shards, double Jain, double Utilisation, int Moves)
{
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Shards} shards: Jain {Jain:F3}, utilisation {Utilisation:P1}, {Moves} devices moved");
}

/// <summary>
/// Tenants with endless work on a pool of many shards, messages at once and without loss: who gets how much. The
/// shipped shards decide; only the clock and the devices are made up.
/// </summary>
public sealed class ShardedPool
{
    private const int DeviceCount = 96;
    private const int SecondsAll = 900;
    private const int SecondsBefore = 300;
    private const int LanesWaiting = 40;
    private readonly SchedulingOptions _options;
    private readonly PoolShard[] _shards;
    private readonly SortedDictionary<string, Device> _devices = new(StringComparer.Ordinal);
    private readonly Dictionary<string, double> _got = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _asked = new(StringComparer.Ordinal);
    private readonly SimRandom _random;
    private readonly int _tenants;
    private DateTimeOffset _now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private double _busy;
    private int _second;
    private int _moves;

    private sealed class Device(string id)
    {
        public DeviceLedger Ledger { get; } = new(new DeviceDescription
        {
            Pool = "p", LaneSlots = 1, LightSlots = 1, MemoryBytes = 100,
        });

        public string Id => id;

        public int Shard { get; set; }

        public Lease? Lease { get; set; }

        public int EndsAt { get; set; }
    }

    public ShardedPool(int shards, ulong seed, Action<SchedulingOptions>? change = null, int tenants = 24)
    {
        _options = new SchedulingOptions { ShardsMin = shards, ShardsMax = shards, SpeedAtFirst = 30 };
        change?.Invoke(_options);
        _random = new SimRandom(seed);
        _tenants = tenants;
        _shards = [.. Enumerable.Range(0, shards).Select(i => new PoolShard(_options, "p", i))];
        for (var i = 0; i < DeviceCount; i++)
        {
            var id = string.Create(CultureInfo.InvariantCulture, $"s{i:D3}/d");
            _devices.Add(id, new Device(id));
        }
    }

    public ShardedResult Run()
    {
        for (_second = 0; _second < SecondsAll; _second++)
        {
            foreach (var device in _devices.Values) End(device);
            Ask();
            foreach (var shard in _shards) Tick(shard);
            foreach (var device in _devices.Values) Pull(device);
            _now += TimeSpan.FromSeconds(1);
        }

        var sum = _got.Values.Sum();
        return new ShardedResult(
            _shards[0].Map.Shards,
            sum * sum / (_got.Count * _got.Values.Sum(g => g * g)),
            _busy / (DeviceCount * (SecondsAll - SecondsBefore)),
            _moves);
    }

    private void Tick(PoolShard shard)
    {
        var tick = shard.Tick(_now);
        foreach (var (to, notice) in tick.Notices) _shards[to].Noticed(notice, _now);
        foreach (var (to, order) in tick.Orders) _shards[to].Order(order, _now);
        if (tick.Report is { } report) _shards[0].Heard(report, _now);
    }

    /// <summary>Each tenant always has work that waits.</summary>
    private void Ask()
    {
        for (var i = 0; i < _tenants; i++)
        {
            var tenant = string.Create(CultureInfo.InvariantCulture, $"tenant-{i}");
            _got.TryAdd(tenant, 0);
            var asked = _asked.GetValueOrDefault(tenant);
            var shard = _shards[PoolShards.Of(tenant, _shards[0].Map.Shards)];
            var waiting = shard.WaitingIds.Count(w => w.StartsWith(tenant + "/", StringComparison.Ordinal));
            var more = Enumerable.Range(asked, Math.Max(0, LanesWaiting - waiting)).Select(n => new WorkItem
            {
                Id = string.Create(CultureInfo.InvariantCulture, $"{tenant}/{n}"),
                RenderId = string.Create(CultureInfo.InvariantCulture, $"{tenant}/{n}"),
                Kind = WorkKind.Segments,
                Tenant = tenant,
                Since = _now,
                MemoryBytes = 10,
                Frames = 60 + (_random.Next(0, 8) * 30),
            }).ToArray();
            if (more.Length == 0) continue;
            shard.Enqueue(more, _shards[0].Map, _now);
            _asked[tenant] = asked + more.Length;
        }
    }

    private void End(Device device)
    {
        if (device.Lease is not { } lease || device.EndsAt > _second) return;
        device.Lease = null;
        device.Ledger.End(lease.Id, LeaseEnd.Finished, lease.Work.Frames, _now);
    }

    private void Pull(Device device)
    {
        if (device.Lease is not null && _second % 4 != 0) return;
        for (var again = true; again;)
        {
            again = false;
            var home = PoolShards.KeyOf("p", device.Shard);
            var offer = device.Ledger.Offer(device.Id, _now) with { Home = home };
            var answer = _shards[device.Shard].Pull(offer, _now);
            device.Ledger.Renewed(offer, answer, _now);
            foreach (var lease in answer.Granted) Begin(device, lease);
            if (answer.Home is not { } next) continue;
            device.Shard = PoolShards.Parse(next).Shard;
            _moves++;
            again = true;
        }
    }

    private void Begin(Device device, Lease lease)
    {
        if (!device.Ledger.Admit(lease, _now)) return;
        var seconds = (int)(lease.Work.Frames / _options.SpeedAtFirst);
        device.Lease = lease;
        device.EndsAt = _second + seconds;
        if (_second < SecondsBefore) return;
        _got[lease.Work.Tenant] += seconds;
        _busy += Math.Min(seconds, SecondsAll - _second);
    }
}
