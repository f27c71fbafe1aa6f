using Framemill.Devices;

namespace Framemill.Scheduling;

/// <summary>
/// One shard of a pool, or all of it: a <see cref="WorkPool"/> for the tenants that are its own, and what shards must
/// know of each other so that work is leased once and devices are where the work is. Time and messages are handed in.
/// It may be replaced by an empty one at any time.
/// </summary>
public sealed partial class PoolShard
{
    private const string BeingDivided = "The queue is being divided anew; it goes on in a moment.";

    private readonly SchedulingOptions _options;
    private readonly string _name;
    private readonly WorkPool _pool;
    private readonly ShardBalance? _balance;
    private DateTimeOffset? _begun;

    /// <param name="pool">Name of the whole pool.</param>
    /// <param name="index">Number of the shard, from 0.</param>
    public PoolShard(SchedulingOptions options, string pool, int index)
    {
        _options = options;
        _name = pool;
        Index = index;
        _pool = new WorkPool(options) { Serves = IsMine };
        if (index == 0) _balance = new ShardBalance(options);
    }

    public int Index { get; }

    /// <summary>The newest division that was heard of.</summary>
    public PoolMap Map { get; private set; } = PoolMap.Single;

    public int WaitingCount => _pool.WaitingCount + _later.Count;

    public IReadOnlyCollection<string> WaitingIds => _pool.WaitingIds;

    public IEnumerable<(string DeviceId, Lease Lease)> Leases => _pool.Leases;

    /// <summary>Nothing here is anybody's any more: the pool became smaller and this shard is no part of it.</summary>
    public bool IsOver(DateTimeOffset now) =>
        Map.Epoch > 0 && Index >= Map.Shards && !IsInUse && now - _adopted > _options.LeaseDuration;

    /// <summary>Returns the leases that a higher attempt replaced. Work of others' tenants is left alone.</summary>
    /// <param name="known">The division that the caller goes by.</param>
    public IReadOnlyList<Revocation> Enqueue(IReadOnlyList<WorkItem> work, PoolMap known, DateTimeOffset now)
    {
        Begin(now);
        Adopt(known, now);
        if (IsWhole) return _pool.Enqueue(work, now);
        var mine = new List<WorkItem>(work.Count);
        foreach (var item in work)
        {
            if (!IsMine(item.Tenant)) continue;
            if (_elsewhere.TryGetValue(item.Id, out var held) && item.Attempt <= held.Attempt) continue;
            if (IsHeldBack(item.Tenant)) Postpone(item);
            else mine.Add(item);
        }

        return _pool.Enqueue(mine, now);
    }

    /// <summary>Returns the leases whose holders should stop, and the shards that have others of the render.</summary>
    public (IReadOnlyList<Revocation> Revoked, IReadOnlyList<int> Elsewhere) Withdraw(
        string renderId, DateTimeOffset now)
    {
        foreach (var item in _later.Values.Where(w => w.RenderId == renderId).ToArray()) _later.Remove(item.Id);
        int[] elsewhere = _elsewhere.Count == 0
            ? []
            : [.. _elsewhere.Values.Where(l => l.RenderId == renderId).Select(l => l.From).Distinct().Order()];
        return (_pool.Withdraw(renderId, now), elsewhere);
    }

    public bool Lose(IReadOnlyCollection<string> silos, DateTimeOffset now) => _pool.Lose(silos, now);

    public IReadOnlyList<string> DevicesToWake(DateTimeOffset now) => _pool.DevicesToWake(now);

    public IReadOnlyList<Revocation> Preempt(DateTimeOffset now) => _pool.Preempt(now);

    public (DeviceHealth Health, HealthCause Cause) HealthOf(string deviceId) => _pool.HealthOf(deviceId);

    public PoolPace Pace(DateTimeOffset now) => _pool.Pace(now);

    public PoolView View() => _pool.View() with { Map = Map };

    /// <summary>Of the render's place among those that share this shard's devices.</summary>
    public QueueView Queue(string renderId, DateTimeOffset now)
    {
        var view = _pool.Queue(renderId, now);
        if (_later.Count == 0 && _elsewhere.Count == 0) return view;
        var held = _elsewhere.Values.Count(l => l.RenderId == renderId);
        if (held > 0) view = view with { LeasesHeld = view.LeasesHeld + held };
        return view.Position == 0 && view.LeasesHeld == 0 && _later.Values.Any(w => w.RenderId == renderId)
            ? view with { Position = 1, WaitingBecause = BeingDivided }
            : view;
    }

    public PoolTelemetry Telemetry(DateTimeOffset now)
    {
        var telemetry = _pool.Telemetry(_name, now) with { Shards = Map.Shards };
        if (_moving.Count == 0) return telemetry;
        var devices = telemetry.Devices.Select(d => _moving.ContainsKey(d.Id) ? d with { State = "moving" } : d);
        return telemetry with { Devices = devices.ToArray() };
    }

    /// <summary>No other shard matters: the pool was never divided, as far as this one knows.</summary>
    private bool IsWhole =>
        Index == 0 && Map.Shards == 1 && _unheard.Count == 0 && _elsewhere.Count == 0 && _later.Count == 0;

    private bool IsInUse => _pool.HasDevices || _pool.LeasedCount > 0 || _pool.WaitingCount > 0 || _later.Count > 0;

    private bool IsMine(string tenant) =>
        Map.Shards == 1 ? Index == 0 : PoolShards.Of(tenant, Map.Shards) == Index;

    private void Begin(DateTimeOffset now) => _begun ??= now;
}
