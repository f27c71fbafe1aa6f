using Framemill.Scheduling;

namespace Framemill.Simulation.World;

/// <summary>The shell of a pool.</summary>
public sealed class SimPool(Sim sim, SimCluster cluster)
{
    private WorkPool _pool = new(cluster.SchedulingOptions);

    private readonly HashSet<string> _revoked = new(StringComparer.Ordinal);

    public WorkPool Core => _pool;

    /// <summary>Leases that this memory of the pool took away.</summary>
    public IReadOnlySet<string> Revoked => _revoked;

    /// <summary>All its memory is gone.</summary>
    public void Forget()
    {
        _pool = new WorkPool(cluster.SchedulingOptions);
        _revoked.Clear();
    }

    public void Enqueue(IReadOnlyList<WorkItem> work)
    {
        NeedsControl();
        sim.Log($"enqueue {string.Join(' ', work.Select(w => $"{w.Id}#{w.Attempt}"))}");
        Tell(_pool.Enqueue(work, Clock));
        Wake();
        Preempt();
    }

    public void Withdraw(string renderId)
    {
        NeedsControl();
        Tell(_pool.Withdraw(renderId, Clock));
    }

    /// <summary>Somebody noticed that a silo is gone; by now it may be back.</summary>
    public void SiloLeft(string silo)
    {
        NeedsControl();
        sim.Cover("silo left");
        if (_pool.Lose([silo], Clock)) Wake();
    }

    public PullAnswer Pull(DeviceOffer offer)
    {
        NeedsControl();
        sim.Cover("pull");
        var waited = _pool.WaitingCount;
        var answer = _pool.Pull(offer, Clock);
        foreach (var lease in answer.Granted) CheckGrant(lease);
        if (_pool.WaitingCount > waited) Wake();
        return answer;
    }

    /// <summary>Everything that users and operators may ask must be answered at any time.</summary>
    public void Ask()
    {
        var telemetry = _pool.Telemetry("cpu", Clock);
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
        if (cluster.ControlIsUp)
        {
            if (_pool.Expire(Clock)) sim.Cover("lease lapsed in the pool");
            Wake();
            Preempt();
            if (sim.Random.Chance(0.1)) Ask();
        }

        sim.At((long)cluster.SchedulingOptions.ExpireEvery.TotalMilliseconds, Tick);
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
