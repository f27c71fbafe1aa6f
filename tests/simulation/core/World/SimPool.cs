using Framemill.Devices;
using Framemill.Scheduling;
using Framemill.Simulation.Faults;

namespace Framemill.Simulation.World;

/// <summary>The shell of a shard of the pool.</summary>
public sealed class SimPool(Sim sim, SimCluster cluster, int index)
{
    private PoolShard _pool = new(cluster.SchedulingOptions, "cpu", index);

    private readonly HashSet<string> _revoked = new(StringComparer.Ordinal);

    /// <summary>Nobody has called it since it was over: there is no grain.</summary>
    private bool _isThere = index == 0;

    public PoolShard Core => _pool;

    /// <summary>Leases that this memory of the pool took away.</summary>
    public IReadOnlySet<string> Revoked => _revoked;

    /// <summary>All its memory is gone.</summary>
    public void Forget()
    {
        _pool = new PoolShard(cluster.SchedulingOptions, "cpu", index);
        _revoked.Clear();
        cluster.Upsets();
    }

    public PoolMap Enqueue(IReadOnlyList<WorkItem> work, PoolMap known)
    {
        NeedsControl();
        sim.Log($"enqueue {string.Join(' ', work.Select(w => $"{w.Id}#{w.Attempt}"))}");
        Tell(_pool.Enqueue(work, known, Clock));
        Wake();
        Preempt();
        return _pool.Map;
    }

    public void Withdraw(string renderId, bool andElsewhere)
    {
        NeedsControl();
        var (revoked, elsewhere) = _pool.Withdraw(renderId, Clock);
        Tell(revoked);
        if (!andElsewhere) return;
        foreach (var shard in elsewhere)
            cluster.Network.Send("withdraw", () => cluster.Pools[shard].Withdraw(renderId, andElsewhere: false));
    }

    /// <summary>Somebody noticed that a silo is gone; by now it may be back.</summary>
    public void SiloLeft(string silo)
    {
        NeedsControl();
        if (index > 0 && !_pool.Leases.Any()) return;
        sim.Cover("silo left");
        if (_pool.Lose([silo], Clock)) Wake();
    }

    /// <param name="isLost">The driver had lost the device when it made the offer.</param>
    public PullAnswer Pull(DeviceOffer offer, bool isLost)
    {
        NeedsControl();
        sim.Cover("pull");
        var waited = _pool.WaitingCount;
        var answer = _pool.Pull(offer, Clock);
        foreach (var lease in answer.Granted) CheckGrant(lease);
        CheckHealth(offer, answer, isLost);
        if (_pool.WaitingCount > waited) Wake();
        return answer;
    }

    /// <summary>Everything that users and operators may ask must be answered at any time.</summary>
    public void Ask()
    {
        var telemetry = _pool.Telemetry(Clock);
        sim.Check(telemetry.WaitingSeconds >= 0, "waiting seconds are not negative");
        sim.Check(telemetry.Devices.All(d => d.MemoryHeldBytes >= 0 && d.LanesHeld >= 0), "nothing is held twice off");
        foreach (var render in cluster.Renders)
        {
            var view = _pool.Queue(render.Id, Clock);
            if (view.Position > 0) sim.Cover($"because {view.WaitingBecause}");
            sim.Check(view.Position == 0 || view.WaitingBecause is not null, "whoever waits is told why");
            sim.Check(!(view.SecondsLeft < 0), "a forecast is not of the past");
        }
    }

    public void Tick()
    {
        if (cluster.ControlIsUp && _isThere)
        {
            var tick = _pool.Tick(Clock);
            if (tick.HasLapsed) sim.Cover("lease lapsed in the pool");
            TellShards(tick);
            Wake();
            Preempt();
            if (sim.Random.Chance(0.1)) Ask();
            if (_pool.IsOver(Clock))
            {
                sim.Cover("shard is over");
                _pool = new PoolShard(cluster.SchedulingOptions, "cpu", index);
                _isThere = false;
            }
        }

        sim.At((long)cluster.SchedulingOptions.ExpireEvery.TotalMilliseconds, Tick);
    }

    private void TellShards(ShardTick tick)
    {
        foreach (var (to, notice) in tick.Notices)
            cluster.Network.Send("notice", () => cluster.Pools[to].Notice(notice));
        foreach (var (to, order) in tick.Orders) cluster.Network.Send("order", () => cluster.Pools[to].Order(order));
        if (tick.Report is { } report) cluster.Network.Send("report", () => cluster.Pools[0].Report(report));
        foreach (var id in tick.Wake) cluster.Network.Send("wake", cluster.Device(id).Pull);
    }

    private void Report(ShardReport report)
    {
        NeedsControl();
        _pool.Heard(report, Clock);
    }

    private void Order(ShardOrder order)
    {
        NeedsControl();
        if (order.Map.Shards > _pool.Map.Shards && order.Map.Epoch > _pool.Map.Epoch) sim.Cover("more shards");
        if (order.Map.Shards < _pool.Map.Shards && order.Map.Epoch > _pool.Map.Epoch) sim.Cover("fewer shards");
        foreach (var id in _pool.Order(order, Clock)) cluster.Network.Send("wake", cluster.Device(id).Pull);
    }

    private void Notice(ShardNotice notice)
    {
        NeedsControl();
        if (sim.Mutant == Mutant.ForgetsForeignLeases) notice = notice with { Leases = [] };
        if (notice.Leases.Count > 0) sim.Cover("leased elsewhere");
        var (revoked, disowned) = _pool.Noticed(notice, Clock);
        Tell(revoked);
        Wake();
        if (disowned.Count == 0) return;
        sim.Cover("disowned");
        cluster.Network.Send("disown", () => cluster.Pools[notice.From].Disown(disowned));
    }

    private void Disown(IReadOnlyList<string> leases)
    {
        NeedsControl();
        Tell(_pool.Disown(leases, Clock));
    }

    private void Preempt()
    {
        foreach (var asked in _pool.Preempt(Clock))
        {
            sim.Cover("preempt");
            var device = cluster.Device(asked.DeviceId);
            cluster.Network.Send("yield", () => device.Yield(asked.LeaseId));
        }
    }

    private void CheckHealth(DeviceOffer offer, PullAnswer answer, bool isLost)
    {
        var (health, cause) = _pool.HealthOf(offer.DeviceId);
        sim.Cover($"health {health}");
        var isOut = isLost || health == DeviceHealth.Out;
        sim.Check(!isOut || answer.Granted.Count == 0, "a device that is out gets no new lease");
        if (health == DeviceHealth.Probation && answer.Granted.Count > 0)
        {
            var held = _pool.Leases.Count(l => l.DeviceId == offer.DeviceId);
            sim.Check(held == 1, "a device that is tried has one lease at a time");
        }

        if ((health, cause) != (DeviceHealth.Out, HealthCause.Failures)) return;
        var device = cluster.Device(offer.DeviceId);
        // One that is tried has less credit.
        var least = device.WasUnfit ? 1 : cluster.SchedulingOptions.DeviceFaultsMax;
        sim.Check(device.OwnFaults >= least, "work that fails everywhere puts no device out");
    }

    private void CheckGrant(Lease lease)
    {
        if (lease.Work.Kind != WorkKind.Segments) return;
        if (lease.FramesMax > 0) sim.Cover("lease cut");
        if (cluster.Tenants.FirstOrDefault(t => t.Tenant == lease.Work.Tenant) is not { } terms) return;
        var held = _pool.Leases.Count(l =>
            l.Lease.Work.Kind == WorkKind.Segments && l.Lease.Work.Tenant == lease.Work.Tenant);
        sim.Check(held <= terms.BurstLanes, "a tenant gets no more lanes than it may have");
    }

    private DateTimeOffset Clock => sim.Clock(SimCluster.Control);

    private void NeedsControl()
    {
        if (!cluster.ControlIsUp) throw new SimFailureException("the silo is down");
        _isThere = true;
    }

    private void Wake()
    {
        foreach (var id in _pool.DevicesToWake(Clock))
        {
            var device = cluster.Device(id);
            cluster.Network.Send("wake", device.Pull);
        }
    }

    private void Tell(IReadOnlyList<Revocation> revocations)
    {
        foreach (var revocation in revocations)
        {
            sim.Cover("lease revoked");
            _revoked.Add(revocation.LeaseId);
            var device = cluster.Device(revocation.DeviceId);
            cluster.Network.Send("revoke", () => device.LetGo(revocation.LeaseId));
        }
    }
}
