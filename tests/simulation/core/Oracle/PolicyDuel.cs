using System.Globalization;
using Framemill.Devices;
using Framemill.Scheduling;

namespace Framemill.Simulation.Oracle;

/// <summary>The shipped pool and the oracle, given the same work, devices and time: they must decide alike.</summary>
public sealed class PolicyDuel
{
    private const int Turns = 60;
    private const double SharesAlike = 1e-9;
    private readonly SimRandom _random;
    private readonly SchedulingOptions _options;
    private readonly OracleScheduler _oracle;
    private readonly WorkPool _pool;
    private readonly Dictionary<string, List<Running>> _running = [];
    private readonly Dictionary<string, List<EndedLease>> _ended = [];
    private readonly SortedDictionary<string, long> _coverage = new(StringComparer.Ordinal);
    private readonly Dictionary<string, double> _charged = [];
    private readonly Dictionary<string, double> _badness = [];
    private readonly Dictionary<string, List<OracleScheduler.Device>> _failedOn = [];
    private DateTimeOffset _now = World.Sim.Epoch;
    private long _sequence;
    private int _renders;

    private sealed record Running(Lease Lease, DateTimeOffset Begun);

    /// <param name="change">Changes the rules of the shipped side only, so that they must be found to differ.</param>
    public PolicyDuel(ulong seed, Action<SchedulingOptions>? change = null)
    {
        _random = new SimRandom(seed ^ 0xD0E1);
        _options = Options();
        _oracle = new OracleScheduler(_options) { HeldFor = reason => Cover($"duel held for {reason}") };
        var shipped = Options();
        change?.Invoke(shipped);
        _pool = new WorkPool(shipped);
        var devices = _random.Next(1, 5);
        for (var i = 0; i < devices; i++) AddDevice($"d{i}");
        foreach (var device in _oracle.Devices) Offer(device);
    }

    public IReadOnlyDictionary<string, long> Coverage => _coverage;

    /// <summary>Null when they agreed on everything.</summary>
    public string? Run()
    {
        for (var turn = 0; turn < Turns; turn++)
        {
            _now = _now.AddSeconds(_random.Next(0, 20) + (_random.Next(0, 1000) / 1000.0));
            if (_random.Chance(0.5)) Enqueue();
            var device = _oracle.Devices[_random.Next(0, _oracle.Devices.Count)];
            foreach (var work in _running[device.Id].ToArray())
            {
                if (_random.Chance(0.6)) End(device, work);
            }

            if (Pull(device) is { } differs)
                return string.Create(CultureInfo.InvariantCulture, $"turn {turn}: {differs}");
        }

        return null;
    }

    private static SchedulingOptions Options() => new()
    {
        AgedAfter = TimeSpan.FromSeconds(60),
        AgedEvery = 3,
        DeadlineHeadStart = TimeSpan.FromSeconds(20),
        Tenants =
        [
            new TenantShare { Tenant = "t0", Weight = 2, BurstLanes = 3 },
            new TenantShare { Tenant = "t1", QuotaLanes = 1 },
        ],
    };

    private void AddDevice(string id)
    {
        string[] all = ["m0", "m1"];
        var device = new OracleScheduler.Device(
            id, _random.Next(1, 5), _random.Next(1, 3), _random.Next(150, 600),
            all.Where(_ => _random.Chance(0.3)).ToHashSet(StringComparer.Ordinal))
        {
            Health = new OracleHealth(_options),
        };
        _badness.Add(id, _random.Chance(0.2) ? 0.8 : 0.1);
        _oracle.Devices.Add(device);
        _running.Add(id, []);
        _ended.Add(id, []);
    }

    private void Enqueue()
    {
        var render = string.Create(CultureInfo.InvariantCulture, $"r{_renders++}");
        var workClass = (WorkClass)_random.Next(0, 3);
        var tenant = $"t{_random.Next(0, 4)}";
        DateTimeOffset? deadline = _random.Chance(0.2) ? _now.AddSeconds(_random.Next(0, 200)) : null;
        var count = _random.Next(1, 7);
        var profile = _random.Chance(0.5) ? "hd" : "uhd";
        var memory = _random.Next(1, 5) * 40;
        ModelNeed? model = _random.Chance(0.3)
            ? new ModelNeed { Key = $"m{_random.Next(0, 2)}", Bytes = 60, LoadTime = TimeSpan.FromSeconds(5) }
            : null;
        for (var i = 0; i < count; i++)
        {
            var isStep = i == 0;
            Wait(new WorkItem
            {
                Id = string.Create(CultureInfo.InvariantCulture, $"{render}/{i}"),
                RenderId = render,
                Kind = isStep ? WorkKind.Sound : WorkKind.Segments,
                Tenant = tenant,
                Since = _now,
                Order = i,
                MemoryBytes = isStep ? 5 : memory,
                Frames = _random.Next(30, 600),
                Class = workClass,
                Deadline = deadline,
                Profile = profile,
                Model = isStep ? null : model,
            }, "");
        }
    }

    private void Wait(WorkItem item, string failedOn)
    {
        _oracle.Queue.Add(new(item, _now, item.Frames / _oracle.Speeds.Of(item).Usual, failedOn));
        _pool.Enqueue([item], _now);
    }

    private void End(OracleScheduler.Device device, Running running)
    {
        var work = running.Lease.Work;
        var end = _random.Chance(_badness[device.Id]) ? LeaseEnd.Failed : LeaseEnd.Finished;
        var busy = TimeSpan.FromSeconds(Math.Max(0.1, (_now - running.Begun).TotalSeconds));
        _ended[device.Id].Add(new EndedLease
        {
            LeaseId = running.Lease.Id,
            End = end,
            Busy = busy,
            Frames = end == LeaseEnd.Finished ? work.Frames : 0,
        });
        _running[device.Id].Remove(running);
    }

    /// <summary>The pool settles what ended, then gives; the oracle does the same, piece by piece.</summary>
    private string? Pull(OracleScheduler.Device device)
    {
        var ended = _ended[device.Id].ToArray();
        var leases = _pool.Leases.ToDictionary(l => l.Lease.Id, l => l.Lease, StringComparer.Ordinal);
        var answer = Offer(device);
        device.Health.Pulls(_now);
        foreach (var end in ended) Settle(device, leases[end.LeaseId], end);
        foreach (var lease in answer.Granted)
        {
            var expected = _oracle.Next(device, _now);
            if (expected?.Item.Id != lease.Work.Id && !IsTie(expected, lease))
                return $"{device.Id} got {lease.Work.Id}, the oracle says {expected?.Item.Id ?? "nothing"}";
            _oracle.Queue.RemoveAll(w => w.Item.Id == lease.Work.Id);
            Take(device, lease);
        }

        var more = _oracle.Next(device, _now);
        if (more is not null) return $"{device.Id} got no more, the oracle says {more.Item.Id}";
        foreach (var failed in ended.Where(e => e.End == LeaseEnd.Failed))
        {
            var work = leases[failed.LeaseId].Work;
            Wait(work with { Attempt = work.Attempt + 1 }, device.Id);
        }

        return null;
    }

    private PullAnswer Offer(OracleScheduler.Device device)
    {
        var offer = new DeviceOffer
        {
            DeviceId = device.Id,
            Description = new DeviceDescription
            {
                Pool = "p",
                LaneSlots = device.Lanes,
                LightSlots = device.Steps,
                MemoryBytes = device.Bytes,
            },
            Held = _running[device.Id].Select(r => r.Lease).ToArray(),
            Ended = _ended[device.Id].ToArray(),
            Sequence = ++_sequence,
            Models = device.Models.Order(StringComparer.Ordinal).Select(m => new ResidentModel(m, 60)).ToArray(),
        };
        _ended[device.Id].Clear();
        return _pool.Pull(offer, _now);
    }

    private void Settle(OracleScheduler.Device device, Lease lease, EndedLease end)
    {
        var work = lease.Work;
        device.Held.Remove(work);
        device.Rank = _oracle.Speeds.FactorOf(device.Id);
        _charged.Remove(lease.Id, out var charged);
        var more = end.Busy.TotalSeconds - charged;
        _oracle.Charge(work.Tenant, more, more * work.MemoryBytes, _now);
        if (end.End == LeaseEnd.Finished)
        {
            _oracle.Speeds.Add(device.Id, work, end.Frames, end.Busy);
            device.Health.Does();
            if (!_failedOn.Remove(work.Id, out var failedOn)) return;
            foreach (var bad in failedOn.Where(d => d != device)) bad.Health.WasAtFault(HaveOthers(bad), _now);
            return;
        }

        if (!_failedOn.TryGetValue(work.Id, out var on)) _failedOn.Add(work.Id, on = []);
        if (on.Contains(device)) return;
        on.Add(device);
        if (on.Count == 1) device.Health.Fails(HaveOthers(device), _now);
        if (on.Count == 2) on[0].Health.WasNotAtFault();
    }

    private bool HaveOthers(OracleScheduler.Device device) =>
        _oracle.Devices.Any(d => d != device && d.Health.TakesWork(_now));

    private void Take(OracleScheduler.Device device, Lease lease)
    {
        var seconds = Expected(lease, device);
        _charged[lease.Id] = seconds;
        _oracle.Charge(lease.Work.Tenant, seconds, seconds * lease.Work.MemoryBytes, _now);
        device.Held.Add(lease.Work);
        device.Rank = _oracle.Speeds.FactorOf(device.Id);
        _oracle.Given++;
        _running[device.Id].Add(new Running(lease, _now));
        Cover($"duel grant {lease.Work.Class}");
        foreach (var other in _oracle.Devices) Cover($"duel device {other.Health.Is}");
        if (lease.Work.Model is not null) Cover("duel grant with a model");
    }

    private double Expected(Lease lease, OracleScheduler.Device device)
    {
        var work = lease.Work;
        var speed = _oracle.Speeds.Of(work).Of(device.Id);
        var isTried = device.Health.Is == OracleHealth.Way.Tried;
        var seconds = _options.LeaseTarget.TotalSeconds * (isTried ? 0.25 : 1);
        var target = (int)Math.Max(1, speed * seconds);
        var frames = work.Kind == WorkKind.Segments ? Math.Min(work.Frames, target) : work.Frames;
        var loads = work.Model is { } model && !device.Models.Contains(model.Key);
        return (frames / speed) + (loads ? work.Model!.LoadTime.TotalSeconds : 0);
    }

    /// <summary>Both reckon shares in their own way: what differs in the last digits is no difference.</summary>
    private bool IsTie(OracleScheduler.Waiting? expected, Lease lease)
    {
        if (expected is null) return false;
        var one = _oracle.Share(expected.Item.Tenant, _now);
        var other = _oracle.Share(lease.Work.Tenant, _now);
        if (expected.Item.Tenant == lease.Work.Tenant || Math.Abs(one - other) > SharesAlike * Math.Max(one, other))
            return false;
        Cover("duel tie");
        return true;
    }

    private void Cover(string point) => _coverage[point] = _coverage.GetValueOrDefault(point) + 1;
}
