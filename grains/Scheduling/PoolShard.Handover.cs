namespace Framemill.Scheduling;

/// <summary>
/// How tenants go over to another shard without their work being leased twice: who loses them says what it still has
/// under lease, and who gets them grants nothing before it has heard that from all others.
/// </summary>
public sealed partial class PoolShard
{
    private sealed record Elsewhere(
        int From, string RenderId, string Tenant, int Attempt, long Epoch, bool IsLane, DateTimeOffset Until);

    private readonly Dictionary<string, Elsewhere> _elsewhere = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, WorkItem> _later = new(StringComparer.Ordinal);
    private readonly SortedSet<int> _unheard = [];
    private readonly SortedDictionary<int, DateTimeOffset> _noticed = [];
    private readonly Dictionary<int, long> _heard = [];
    private readonly HashSet<string> _tenantsElsewhere = new(StringComparer.Ordinal);
    private DateTimeOffset _adopted;
    private long _sequence;

    /// <summary>Tenants that were this shard's in a division of so many need not wait; 0 for none.</summary>
    private int _settled = 1;

    /// <summary>
    /// Takes a newer division for its own. What waits here of tenants that are others' now is forgotten: their renders
    /// announce it again where it belongs.
    /// </summary>
    public void Adopt(PoolMap map, DateTimeOffset now)
    {
        if (map.Epoch <= Map.Epoch) return;
        var age = now - new DateTimeOffset(map.Epoch, TimeSpan.Zero);
        var isNewborn = now - _begun <= _options.LeaseDuration;
        var isOldNews = isNewborn && age > _options.LeaseDuration;
        var all = Math.Max(Map.Shards, map.Shards);
        // Who lost its memory, missed a division or is in one cannot tell what others hold of its tenants.
        if (isOldNews) _settled = map.Shards;
        else if (isNewborn || Index >= Map.Shards || _unheard.Count > 0 || map.Before != Map.Epoch) _settled = 0;
        Map = map;
        _adopted = now;
        _unheard.Clear();
        _noticed.Clear();
        for (var shard = 0; shard < all; shard++)
        {
            if (shard == Index) continue;
            if (!isOldNews) _unheard.Add(shard);
            _noticed[shard] = now + _options.LeaseDuration;
        }

        _pool.ForgetWaiting(w => !IsMine(w.Tenant));
        foreach (var item in _later.Values.Where(w => !IsMine(w.Tenant)).ToArray()) _later.Remove(item.Id);
    }

    /// <summary>
    /// Another shard says what it has of this one's. Returns this shard's own leases that must end, because the other
    /// gave out a newer one, and the other's that must, because this one did.
    /// </summary>
    public (IReadOnlyList<Revocation> Revoked, IReadOnlyList<string> Disowned) Noticed(
        ShardNotice notice, DateTimeOffset now)
    {
        Begin(now);
        Adopt(notice.Map, now);
        if (notice.Map.Epoch < Map.Epoch) return ([], []); // It does not know yet; it will say so again.
        if (_heard.TryGetValue(notice.From, out var heard) && notice.Sequence <= heard) return ([], []);
        _heard[notice.From] = notice.Sequence;
        _pool.RaiseEpoch(notice.Epoch);
        foreach (var (work, held) in _elsewhere)
        {
            if (held.From == notice.From) _elsewhere.Remove(work);
        }

        List<Revocation> revoked = [];
        List<string> disowned = [];
        foreach (var lease in notice.Leases)
        {
            if (!IsMine(lease.Tenant)) continue;
            if (_pool.LeaseOf(lease.WorkId) is { } own)
            {
                if (own.Epoch > lease.Epoch)
                {
                    disowned.Add(lease.LeaseId);
                    continue;
                }

                revoked.AddRange(_pool.Revoke([own.Id], now));
            }

            _pool.ForgetWaiting(lease.WorkId, lease.Attempt);
            if (_later.TryGetValue(lease.WorkId, out var later) && later.Attempt <= lease.Attempt)
                _later.Remove(lease.WorkId);
            _elsewhere[lease.WorkId] = new Elsewhere(
                notice.From, lease.RenderId, lease.Tenant, lease.Attempt, lease.Epoch, lease.IsLane,
                now + _options.LeaseDuration);
        }

        _unheard.Remove(notice.From);
        CountElsewhere();
        Settle(now);
        return (revoked, disowned);
    }

    /// <summary>Another shard has leased this work anew. Returns those whose holders should stop.</summary>
    public IReadOnlyList<Revocation> Disown(IReadOnlyList<string> leaseIds, DateTimeOffset now) =>
        _pool.Revoke(leaseIds, now);

    /// <summary>
    /// A device that was long unheard of may come back with a lease whose work another shard has given out since.
    /// </summary>
    private PullAnswer WithoutOvertaken(PullAnswer answer, DeviceOffer offer, DateTimeOffset now)
    {
        if (_elsewhere.Count == 0) return answer;
        var overtaken = offer.Held
            .Where(l => _elsewhere.TryGetValue(l.Work.Id, out var other)
                && other.Attempt >= l.Work.Attempt && other.Epoch > l.Epoch)
            .Select(l => l.Id).Except(answer.Revoked).ToArray();
        if (overtaken.Length == 0) return answer;
        _pool.Revoke(overtaken, now);
        return answer with { Revoked = answer.Revoked.Concat(overtaken).ToArray() };
    }

    private bool IsHeldBack(string tenant) =>
        _unheard.Count > 0 && (_settled == 0 || PoolShards.Of(tenant, _settled) != Index);

    private void Postpone(WorkItem item)
    {
        if (_later.TryGetValue(item.Id, out var known) && known.Attempt > item.Attempt) return;
        if (known is not null || _later.Count < _options.WaitingMax) _later[item.Id] = item;
    }

    /// <summary>All others were heard, or those that were not have had time for all their leases to lapse.</summary>
    private void Settle(DateTimeOffset now)
    {
        if (_unheard.Count > 0 && now - _adopted < _options.LeaseDuration) return;
        _unheard.Clear();
        _settled = Map.Shards;
        if (_later.Count == 0) return;
        var work = _later.Values.Where(w => !_elsewhere.ContainsKey(w.Id)).ToArray();
        _later.Clear();
        _pool.Enqueue(work, now);
    }

    private void ForgetElsewhere(DateTimeOffset now)
    {
        if (_elsewhere.Count == 0) return;
        foreach (var (work, held) in _elsewhere)
        {
            if (held.Until <= now) _elsewhere.Remove(work);
        }

        CountElsewhere();
    }

    /// <summary>What tenants hold elsewhere counts against their limits here.</summary>
    private void CountElsewhere()
    {
        foreach (var tenant in _tenantsElsewhere) _pool.SetElsewhere(tenant, 0);
        _tenantsElsewhere.Clear();
        foreach (var lanes in _elsewhere.Values.Where(l => l.IsLane).GroupBy(l => l.Tenant, StringComparer.Ordinal))
        {
            _pool.SetElsewhere(lanes.Key, lanes.Count());
            _tenantsElsewhere.Add(lanes.Key);
        }
    }

    private List<(int To, ShardNotice Notice)> Notices(DateTimeOffset now)
    {
        List<(int, ShardNotice)> notices = [];
        if (Map.Epoch == 0 || (Map.Shards == 1 && _noticed.Count == 0)) return notices;
        var foreign = _pool.Leases.Where(l => !IsMine(l.Lease.Work.Tenant)).Select(l => l.Lease)
            .GroupBy(l => PoolShards.Of(l.Work.Tenant, Map.Shards)).ToDictionary(g => g.Key, g => g.ToArray());
        foreach (var shard in foreign.Keys) _noticed[shard] = now + _options.LeaseDuration;
        foreach (var (shard, until) in _noticed.ToArray())
        {
            if (until <= now) _noticed.Remove(shard);
            else notices.Add((shard, Notice(foreign.GetValueOrDefault(shard) ?? [], now)));
        }

        return notices;
    }

    private ShardNotice Notice(Lease[] leases, DateTimeOffset now) => new()
    {
        From = Index,
        Map = Map,
        // The clock carries the order across the loss of this memory.
        Sequence = _sequence = Math.Max(_sequence + 1, now.UtcTicks),
        Epoch = _pool.Epoch,
        Leases = leases.OrderBy(l => l.Epoch).Select(l => new ForeignLease
        {
            LeaseId = l.Id,
            WorkId = l.Work.Id,
            RenderId = l.Work.RenderId,
            Tenant = l.Work.Tenant,
            Epoch = l.Epoch,
            Attempt = l.Work.Attempt,
            IsLane = l.Work.Kind == WorkKind.Segments,
        }).ToArray(), // A type that every serializer knows.
    };
}
