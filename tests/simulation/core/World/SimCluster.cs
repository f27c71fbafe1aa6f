using Framemill.Devices;
using Framemill.Renders;
using Framemill.Scheduling;
using Framemill.Simulation.Faults;

namespace Framemill.Simulation.World;

/// <summary>One control silo with renders and a pool, a silo for each device, one store.</summary>
public sealed class SimCluster
{
    public const string Control = "control";

    private const int ReminderEvery = 60_000;
    private const int ShardsMax = 4;
    private readonly Sim _sim;
    private readonly SortedDictionary<string, SimRender> _renders = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, SimDevice> _devices = new(StringComparer.Ordinal);

    public SimCluster(Sim sim)
    {
        _sim = sim;
        Store = new SimStore(sim);
        Network = new SimNetwork(sim);
        SchedulingOptions = DrawOptions();
        Pools = [.. Enumerable.Range(0, ShardsMax).Select(shard => new SimPool(sim, this, shard))];
        var devices = sim.Random.Next(1, SchedulingOptions.ShardDevices == 1 ? 6 : 4);
        for (var i = 0; i < devices; i++) AddDevice($"silo{i}/cpu0");
        var renders = sim.Random.Next(1, 5);
        for (var i = 0; i < renders; i++) AddRender($"r{i}");
        foreach (var pool in Pools) sim.At(1, pool.Tick);
        sim.At(ReminderEvery, Remind);
    }

    public RenderOptions RenderOptions { get; } = new() { AttemptsMax = 4, StepMemoryBytes = 10 };

    public SchedulingOptions SchedulingOptions { get; }

    /// <summary>What tenants are promised, whatever the pool thinks.</summary>
    public IReadOnlyList<TenantShare> Tenants { get; private set; } = [];

    public SimStore Store { get; }

    public SimNetwork Network { get; }

    /// <summary>The shards that there may be; only the first is always there.</summary>
    public IReadOnlyList<SimPool> Pools { get; }

    /// <summary>How the pool is divided, as the renders' silo believes.</summary>
    public PoolMap Map { get; private set; } = PoolMap.Single;

    /// <summary>When a shard last lost its memory or the clock jumped: for a while work may be leased twice.</summary>
    public long Upset { get; private set; } = -1_000_000;

    public bool ControlIsUp { get; private set; } = true;

    public IEnumerable<SimRender> Renders => _renders.Values;

    public IEnumerable<SimDevice> Devices => _devices.Values;

    public bool IsAtRest =>
        Store.Open.Count == 0
        && Renders.All(r => Store.Progress(r.Id).Ended is not null)
        && Pools.All(p => p.Core.WaitingCount == 0 && !p.Core.Leases.Any())
        && !Devices.Any(d => d.Running.Any());

    public SimRender Render(string id) => _renders[id];

    public SimDevice Device(string id) => _devices[id];

    /// <summary>Kill -9 of the silo that holds renders and pool; its start calls all open renders.</summary>
    public void CrashControl()
    {
        if (!ControlIsUp) return;
        ControlIsUp = false;
        foreach (var render in Renders) render.Forget();
        foreach (var pool in Pools) pool.Forget();
        Map = PoolMap.Single;
        Upsets();
        _sim.At(_sim.Random.Next(100, 10_000), () =>
        {
            ControlIsUp = true;
            Reconcile();
        });
    }

    public void Upsets() => Upset = _sim.Now;

    /// <summary>As a render's door to its pool: who asks a wrong shard is told and asks again.</summary>
    public void Enqueue(string tenant, IReadOnlyList<WorkItem> work, int asked = 0)
    {
        var map = Map;
        var shard = PoolShards.Of(tenant, map.Shards);
        Network.Send("enqueue", () =>
        {
            var known = Pools[shard].Enqueue(work, map);
            if (known.Epoch > Map.Epoch) Map = known;
            if (PoolShards.Of(tenant, Map.Shards) == shard || asked >= 2) return;
            _sim.Cover("asked another shard");
            Enqueue(tenant, work, asked + 1);
        });
    }

    public void Withdraw(string tenant, string renderId)
    {
        var pool = Pools[PoolShards.Of(tenant, Map.Shards)];
        Network.Send("withdraw", () => pool.Withdraw(renderId, andElsewhere: true));
    }

    private void Remind()
    {
        if (ControlIsUp && _sim.Mutant != Mutant.NeverAnnouncesAgain) Reconcile();
        _sim.At(ReminderEvery, Remind);
    }

    private void Reconcile()
    {
        foreach (var id in Store.Open.ToArray())
        {
            _sim.Cover("reconcile");
            Network.Send("reconcile", _renders[id].Reconcile);
        }
    }

    private void AddDevice(string id)
    {
        var device = new SimDevice(_sim, this, id, new DeviceDescription
        {
            Pool = "cpu",
            LaneSlots = _sim.Random.Next(1, 4),
            LightSlots = _sim.Random.Next(1, 3),
            MemoryBytes = 250,
        });
        _devices.Add(id, device);
        _sim.At(_sim.Random.Next(1, 3_000), device.Begin);
    }

    private SchedulingOptions DrawOptions()
    {
        Tenants =
        [
            new TenantShare { Tenant = "r1", BurstLanes = _sim.Random.Next(1, 4), QuotaLanes = 1 },
            new TenantShare { Tenant = "r2", Weight = 3 },
        ];
        var isDivided = _sim.Random.Chance(0.4);
        return new SchedulingOptions
        {
            ShardsMax = ShardsMax,
            ShardDevices = isDivided ? _sim.Random.Next(1, 3) : 2_000,
            RehomeEvery = TimeSpan.FromSeconds(1),
            LeaseTarget = TimeSpan.FromSeconds(_sim.Random.Chance(0.5) ? 20 : 1),
            AgedAfter = TimeSpan.FromSeconds(_sim.Random.Chance(0.5) ? 600 : 20),
            AgedEvery = _sim.Random.Next(2, 9),
            PreemptWorth = TimeSpan.FromMilliseconds(1),
            PreemptAfter = TimeSpan.FromMilliseconds(_sim.Random.Chance(0.5) ? 0 : _sim.Random.Next(0, 1_000)),
            DeviceRest = TimeSpan.FromSeconds(_sim.Random.Chance(0.5) ? 20 : 5),
            DeviceRestMax = TimeSpan.FromSeconds(60),
            SpeedAtFirst = 100,
            Tenants = _sim.Mutant == Mutant.ForgetsLimits ? [] : [.. Tenants],
        };
    }

    private SimTerms DrawTerms()
    {
        var model = new ModelNeed
        {
            Key = _sim.Random.Chance(0.5) ? "speech" : "pictures",
            Bytes = _sim.Random.Next(20, 80),
            LoadTime = TimeSpan.FromSeconds(2),
        };
        return new SimTerms(
            (WorkClass)_sim.Random.Next(0, 3),
            _sim.Random.Chance(0.2) ? TimeSpan.FromSeconds(_sim.Random.Next(10, 400)) : null,
            _sim.Random.Chance(0.3) ? model : null);
    }

    private void AddRender(string id)
    {
        var segments = _sim.Random.Chance(0.1) ? 0 : _sim.Random.Next(1, 14);
        var film = new FilmPlan
        {
            ManifestKey = id,
            FrameCount = segments * 50,
            RateNumerator = 25,
            RateDenominator = 1,
            Width = 2,
            Height = 2,
            Format = "mp4",
            SoundKey = _sim.Random.Chance(0.7) ? $"{id}/sound" : null,
            Segments = Enumerable.Range(0, segments)
                .Select(i => new PlannedSegment(i, i * 50, 50, $"{id}/{i}")).ToArray(),
            LaneMemoryBytes = _sim.Random.Next(20, 120),
        };
        // Some of it was rendered before, for another edit.
        foreach (var segment in film.Segments)
        {
            if (_sim.Random.Chance(0.1)) Store.Parts.Add(segment.ContentKey);
        }

        var render = new SimRender(_sim, this, id, film, DrawTerms());
        _renders.Add(id, render);
        _sim.At(_sim.Random.Next(1, 20_000), () => Submit(render));
        if (_sim.Random.Chance(0.2)) _sim.At(_sim.Random.Next(1, 60_000), () => Cancel(render));
    }

    /// <summary>The user tries until an answer comes: repeating changes nothing.</summary>
    private void Submit(SimRender render) =>
        Network.Call("submit", render.Submit, _ => _sim.Cover("accepted"), () => _sim.At(1_000, () => Submit(render)));

    private void Cancel(SimRender render) =>
        Network.Call("cancel", render.Cancel, _ => _sim.Cover("cancel"), () => { });
}
