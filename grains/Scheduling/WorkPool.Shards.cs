using Framemill.Devices;

namespace Framemill.Scheduling;

/// <summary>What a shard around this pool must know and do: see <see cref="PoolShard"/>.</summary>
public sealed partial class WorkPool
{
    /// <summary>Tenants that are told of one by one; the others are added up.</summary>
    private const int TenantsTold = 32;

    /// <summary>Highest epoch of all leases that it gave out or heard of.</summary>
    public long Epoch => _epoch;

    public bool HasDevices => _devices.Count > 0;

    /// <summary>Devices that take work.</summary>
    public int UsableCount => _queue.DevicesUsable;

    /// <summary>Those that may be given to another shard: the others are watched here.</summary>
    internal IEnumerable<PoolDevice> Usable =>
        _devices.Values.Where(d => d.IsUsable && d.Standing.Health != DeviceHealth.Probation);

    public bool Knows(string deviceId) => _devices.ContainsKey(deviceId);

    public Lease? LeaseOf(string workId) => _leaseOfWork.GetValueOrDefault(workId)?.Lease;

    /// <summary>Leases to be given out get higher epochs.</summary>
    public void RaiseEpoch(long epoch) => _epoch = Math.Max(_epoch, epoch);

    /// <summary>Forgets what waits: it is somebody else's to keep.</summary>
    public void ForgetWaiting(Func<WorkItem, bool> which)
    {
        foreach (var waiting in _queue.All.Where(w => which(w.Item)).ToArray()) Unwait(waiting);
    }

    /// <summary>Forgets one piece that waits, unless it is of a later attempt.</summary>
    public void ForgetWaiting(string workId, int attempt)
    {
        if (_queue.Find(workId) is { } waiting && waiting.Item.Attempt <= attempt) Unwait(waiting);
    }

    /// <summary>Takes leases away; their work does not wait again. Returns those whose holders should stop.</summary>
    public IReadOnlyList<Revocation> Revoke(IReadOnlyList<string> leaseIds, DateTimeOffset now)
    {
        var revoked = new List<Revocation>();
        foreach (var id in leaseIds)
        {
            if (_leases.TryGetValue(id, out var held)) revoked.Add(Revoke(held, now));
        }

        return revoked;
    }

    /// <summary>Lanes that a tenant holds by other shards.</summary>
    public void SetElsewhere(string tenant, int lanes)
    {
        var account = _tenants.Of(tenant);
        account.LanesElsewhere = lanes;
        WorkQueue.Turned(account);
    }

    /// <summary>A device that holds nothing goes to another pool: a late word of it is one of the past.</summary>
    public void Release(string deviceId, DateTimeOffset now)
    {
        if (_devices.TryGetValue(deviceId, out var device)) Lose(device, now);
    }

    /// <summary>What tenants hold and want, largest first.</summary>
    public IReadOnlyList<TenantDemand> DemandByTenant()
    {
        var all = _tenants.Accounts.Where(a => a.LanesHeld + a.WaitingCount > 0)
            .Select(a => new TenantDemand(a.Terms.Weight, Math.Min(a.Terms.BurstLanes, a.LanesHeld + a.WaitingCount)))
            .OrderByDescending(d => d.Slots).ToArray();
        if (all.Length <= TenantsTold) return all;
        var others = all.Skip(TenantsTold - 1).ToArray();
        var together = new TenantDemand(others.Sum(d => d.Weight), others.Sum(d => d.Slots));
        return all.Take(TenantsTold - 1).Append(together).ToArray(); // A type that every serializer knows.
    }

    /// <summary>Of the largest waiting work that no device here has the memory for; 0 for none.</summary>
    public long BytesMissing()
    {
        var most = Usable.Select(d => d.Description.MemoryBytes).DefaultIfEmpty().Max();
        long missing = 0;
        foreach (var level in Enum.GetValues<WorkLevel>())
        {
            foreach (var queue in _queue.At(level))
            {
                var needs = queue.Shape.MemoryBytes + (queue.Model?.Bytes ?? 0);
                if (needs > most) missing = Math.Max(missing, needs);
            }
        }

        return missing;
    }
}
