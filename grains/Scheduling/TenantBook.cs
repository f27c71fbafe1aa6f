namespace Framemill.Scheduling;

/// <summary>
/// Weighted dominant-resource fairness over time. Each tenant is charged the slot seconds and the byte seconds of what
/// it is given; the larger of both shares of the pool counts. Use fades: who used much yesterday does not wait for it
/// today.
/// </summary>
/// <remarks>
/// All accounts fade alike, so their order does not change by it. Instead of fading all the old, what is new counts
/// more: the numbers grow with time and are scaled down together now and then.
/// </remarks>
internal sealed class TenantBook(SchedulingOptions options)
{
    private const double HalfLivesMax = 200;

    /// <summary>Seconds of use, faded to now, below which an idle tenant is forgotten.</summary>
    private const double SecondsForgotten = 0.001;

    private readonly Dictionary<string, TenantAccount> _accounts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TenantShare> _terms =
        options.Tenants.DistinctBy(t => t.Tenant, StringComparer.Ordinal)
            .ToDictionary(t => t.Tenant, StringComparer.Ordinal);
    private DateTimeOffset? _start;
    private double _slots = 1;
    private double _bytes = 1;

    public IEnumerable<TenantAccount> Accounts => _accounts.Values;

    public TenantAccount Of(string tenant)
    {
        if (_accounts.TryGetValue(tenant, out var known)) return known;
        var added = new TenantAccount(_terms.GetValueOrDefault(tenant) ?? new TenantShare { Tenant = tenant });
        _accounts.Add(tenant, added);
        return added;
    }

    /// <summary>Negative amounts give back what was charged too much.</summary>
    public void Charge(TenantAccount account, double seconds, double byteSeconds, DateTimeOffset now)
    {
        var growth = GrowthAt(now);
        account.Seconds = Math.Max(0, account.Seconds + (seconds * growth));
        account.ByteSeconds = Math.Max(0, account.ByteSeconds + (byteSeconds * growth));
        account.Share = ShareOf(account.Seconds, account.ByteSeconds, account.Terms.Weight);
    }

    /// <summary>What the account's share would be had it been charged this too.</summary>
    public double ShareWith(TenantAccount account, double seconds, double byteSeconds, DateTimeOffset now)
    {
        var growth = GrowthAt(now);
        return ShareOf(
            account.Seconds + (seconds * growth), account.ByteSeconds + (byteSeconds * growth), account.Terms.Weight);
    }

    /// <summary>What the pool has in all: shares are parts of it. All shares change.</summary>
    public void SetCapacity(double slots, double bytes)
    {
        (_slots, _bytes) = (Math.Max(1, slots), Math.Max(1, bytes));
        foreach (var account in _accounts.Values) Refresh(account);
    }

    public void ForgetIdle(DateTimeOffset now)
    {
        var growth = GrowthAt(now);
        foreach (var account in _accounts.Values)
        {
            if (account.IsIdle && account.Seconds / growth < SecondsForgotten) _accounts.Remove(account.Name);
        }
    }

    private double GrowthAt(DateTimeOffset now)
    {
        _start ??= now;
        var halfLives = (now - _start.Value) / options.UseHalfLife;
        if (halfLives < HalfLivesMax) return Math.Pow(2, halfLives);
        var scale = Math.Pow(2, -halfLives);
        foreach (var account in _accounts.Values)
        {
            account.Seconds *= scale;
            account.ByteSeconds *= scale;
            Refresh(account);
        }

        _start = now;
        return 1;
    }

    private void Refresh(TenantAccount account) =>
        account.Share = ShareOf(account.Seconds, account.ByteSeconds, account.Terms.Weight);

    private double ShareOf(double seconds, double byteSeconds, double weight) =>
        Math.Max(seconds / _slots, byteSeconds / _bytes) / weight;
}
