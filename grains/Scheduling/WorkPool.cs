namespace Framemill.Scheduling;

/// <summary>
/// A pool's memory and rules: what waits, who holds which lease until when. Time is handed in; ties break by id. It may
/// be replaced by an empty one at any time: renders and devices tell it all again.
/// </summary>
public sealed partial class WorkPool
{
    private const int SpareSetsMax = 1_024;

    private readonly SchedulingOptions _options;
    private readonly WorkQueue _queue;
    private readonly TenantBook _tenants;
    private readonly SpeedBook _speeds;
    private readonly Dictionary<string, HeldLease> _leases = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HeldLease> _leaseOfWork = new(StringComparer.Ordinal);
    private readonly Dictionary<string, PoolDevice> _devices = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<string>> _workOfRender = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DateTimeOffset> _revoked = new(StringComparer.Ordinal);
    private readonly FailureBook _failures = new();
    private readonly Stack<HashSet<string>> _spareSets = new();
    private long _epoch;

    /// <summary>The profile of lanes that was measured last stands for all when one speed is asked for.</summary>
    private string _usualProfile = "";

    public WorkPool(SchedulingOptions options)
    {
        _options = options;
        _speeds = new SpeedBook(options.SpeedWeight, options.SpeedAtFirst);
        _tenants = new TenantBook(options);
        _meter = new PoolMeter(options);
        _queue = new WorkQueue(options, _speeds, _tenants) { FasterIdle = FasterIdle };
    }

    /// <summary>Whether this pool is the one for a tenant's work; what is given back of others is not kept.</summary>
    public Func<string, bool>? Serves { get; init; }

    public int WaitingCount => _queue.Count;

    public IReadOnlyCollection<string> WaitingIds => _queue.Ids;

    public int LeasedCount => _leases.Count;

    public IEnumerable<(string DeviceId, Lease Lease)> Leases => _leases.Values.Select(h => (h.DeviceId, h.Lease));

    /// <summary>Returns the leases that a higher attempt replaced: their holders should be told.</summary>
    public IReadOnlyList<Revocation> Enqueue(IReadOnlyList<WorkItem> work, DateTimeOffset now)
    {
        List<Revocation>? revoked = null;
        foreach (var item in work)
        {
            if (_queue.Find(item.Id) is { } waiting)
            {
                if (item.Attempt < waiting.Item.Attempt || item == waiting.Item) continue;
                _queue.Remove(waiting);
                Wait(item, waiting.Enqueued, now);
                continue;
            }

            if (_leaseOfWork.TryGetValue(item.Id, out var held))
            {
                if (item.Attempt <= held.Lease.Work.Attempt) continue;
                (revoked ??= []).Add(Revoke(held, now));
            }

            if (_queue.Count >= _options.WaitingMax) continue;
            if (_tenants.Of(item.Tenant).WaitingCount >= _options.TenantWaitingMax) continue;
            Wait(item, now, now);
            _meter.Came(item);
            if (item.Kind == WorkKind.Segments && _queue.Find(item.Id) is { Line: { } line } added)
                line.Tenant.Arrivals.Came(item.Class, added.Seconds, now);
        }

        return revoked ?? (IReadOnlyList<Revocation>)[];
    }

    /// <summary>Returns the leases whose holders should stop.</summary>
    public IReadOnlyList<Revocation> Withdraw(string renderId, DateTimeOffset now)
    {
        if (!_workOfRender.TryGetValue(renderId, out var ids)) return [];
        List<Revocation>? revoked = null;
        foreach (var id in ids.Order(StringComparer.Ordinal).ToArray())
        {
            if (_queue.Find(id) is { } waiting) Unwait(waiting);
            if (_leaseOfWork.TryGetValue(id, out var held)) (revoked ??= []).Add(Revoke(held, now));
        }

        return revoked ?? (IReadOnlyList<Revocation>)[];
    }

    /// <summary>Puts the work of lapsed leases back. True when there is something new to pull.</summary>
    public bool Expire(DateTimeOffset now)
    {
        _queue.Promote(now);
        var hasLapsed = false;
        foreach (var held in Sorted(_leases.Values.Where(h => h.Expires <= now)))
        {
            Revoke(held, now);
            PutBack(held.Lease.Work, now);
            hasLapsed = true;
        }

        var gone = _devices.Values.Where(d => d.LastSeen + _options.DeviceGoneAfter <= now)
            .OrderBy(d => d.Id, StringComparer.Ordinal).ToArray();
        foreach (var device in gone)
        {
            hasLapsed |= device.Leases.Count > 0;
            Lose(device, now);
        }

        foreach (var (id, until) in _revoked)
        {
            if (until <= now) _revoked.Remove(id);
        }

        _failures.Forget(now);
        Recover(now);
        ForgetLost(now);
        _tenants.ForgetIdle(now);
        return hasLapsed;
    }

    private static HeldLease[] Sorted(IEnumerable<HeldLease> leases)
    {
        var sorted = leases.ToArray();
        if (sorted.Length > 1) Array.Sort(sorted, (x, y) => string.CompareOrdinal(x.Lease.Id, y.Lease.Id));
        return sorted;
    }

    private void Wait(WorkItem item, DateTimeOffset enqueued, DateTimeOffset now)
    {
        var avoid = item.Attempt > 0 ? _failures.LastOf(item.Id) : "";
        _queue.Add(item, avoid, enqueued, now);
        WorkOf(item.RenderId).Add(item.Id);
        _forecastIsOld = true;
    }

    /// <summary>Sets come and go with each film: those of the past are used again.</summary>
    private HashSet<string> WorkOf(string renderId)
    {
        if (_workOfRender.TryGetValue(renderId, out var ids)) return ids;
        if (!_spareSets.TryPop(out ids)) ids = new HashSet<string>(StringComparer.Ordinal);
        _workOfRender.Add(renderId, ids);
        return ids;
    }

    private void Unwait(WaitingWork waiting)
    {
        _queue.Remove(waiting);
        ForgetWork(waiting.Item);
    }

    /// <summary>It neither waits nor is leased any more.</summary>
    private void ForgetWork(WorkItem item)
    {
        _forecastIsOld = true;
        if (!_workOfRender.TryGetValue(item.RenderId, out var ids)) return;
        ids.Remove(item.Id);
        if (ids.Count > 0) return;
        _workOfRender.Remove(item.RenderId);
        if (_spareSets.Count < SpareSetsMax) _spareSets.Push(ids);
    }

    private void PutBack(WorkItem work, DateTimeOffset now)
    {
        if (_leaseOfWork.ContainsKey(work.Id) || _queue.Find(work.Id) is not null) return;
        if (Serves?.Invoke(work.Tenant) == false) return;
        Wait(work, now, now);
    }
}
