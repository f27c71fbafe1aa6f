namespace Framemill.Scheduling;

/// <summary>
/// Device seconds that each tenant used, fading with time: who used much yesterday does not wait for it today.
/// </summary>
public sealed class FairShare(TimeSpan halfLife)
{
    /// <summary>Below this a tenant is forgotten, so that the book stays small.</summary>
    private const double SecondsForgotten = 0.001;

    private readonly Dictionary<string, (double Seconds, DateTimeOffset At)> _used = new(StringComparer.Ordinal);

    /// <summary>Negative seconds give back what was charged too much.</summary>
    public void Charge(string tenant, double seconds, DateTimeOffset now) =>
        _used[tenant] = (Math.Max(0, Of(tenant, now) + seconds), now);

    public double Of(string tenant, DateTimeOffset now)
    {
        if (!_used.TryGetValue(tenant, out var entry)) return 0;
        var age = now > entry.At ? now - entry.At : TimeSpan.Zero;
        return entry.Seconds * Math.Pow(0.5, age / halfLife);
    }

    public IReadOnlyDictionary<string, double> At(DateTimeOffset now)
    {
        var all = _used.Keys.ToDictionary(t => t, t => Of(t, now), StringComparer.Ordinal);
        foreach (var (tenant, seconds) in all)
        {
            if (seconds < SecondsForgotten) _used.Remove(tenant);
        }

        return all;
    }
}
