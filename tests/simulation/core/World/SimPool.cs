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
    }

    public void Withdraw(string renderId)
    {
        NeedsControl();
        Tell(_pool.Withdraw(renderId, Clock));
    }

    public PullAnswer Pull(DeviceOffer offer)
    {
        NeedsControl();
        sim.Cover("pull");
        var waited = _pool.WaitingCount;
        var answer = _pool.Pull(offer, Clock);
        if (_pool.WaitingCount > waited) Wake();
        return answer;
    }

    public void Tick()
    {
        if (cluster.ControlIsUp && _pool.Expire(Clock))
        {
            sim.Cover("lease lapsed in the pool");
            Wake();
        }

        sim.At((long)cluster.SchedulingOptions.ExpireEvery.TotalMilliseconds, Tick);
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
