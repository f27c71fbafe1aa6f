namespace Framemill.Scheduling;

/// <summary>What one tenant used and holds. Its <see cref="Share"/> decides whose turn it is.</summary>
internal sealed class TenantAccount(TenantShare terms)
{
    public string Name => terms.Tenant;

    public TenantShare Terms => terms;

    /// <summary>Slot seconds used, growing with time as <see cref="TenantBook"/> says.</summary>
    public double Seconds { get; set; }

    /// <summary>Byte seconds used, likewise.</summary>
    public double ByteSeconds { get; set; }

    /// <summary>Its dominant share of the pool by weight: lower goes first.</summary>
    public double Share { get; set; }

    public int LanesHeld { get; set; }

    public int StepsHeld { get; set; }

    /// <summary>Lanes that other shards of the pool hold for it.</summary>
    public int LanesElsewhere { get; set; }

    public int WaitingCount { get; set; }

    public List<TenantLine> Lines { get; } = [];

    /// <summary>Of its lanes.</summary>
    public ArrivalRates Arrivals { get; } = new();

    public bool IsBelowQuota => LanesHeld + LanesElsewhere < terms.QuotaLanes;

    public bool IsAtBurst => LanesHeld + LanesElsewhere >= terms.BurstLanes;

    /// <summary>Nothing of it is known that a new account would not say too.</summary>
    public bool IsIdle => WaitingCount == 0 && LanesHeld + LanesElsewhere == 0 && StepsHeld == 0;

    /// <summary>Whose turn it is: those below their quota, then the lowest share. Names break ties.</summary>
    public static int Compare(TenantAccount x, TenantAccount y)
    {
        if (ReferenceEquals(x, y)) return 0;
        if (x.IsBelowQuota != y.IsBelowQuota) return x.IsBelowQuota ? -1 : 1;
        var order = x.Share.CompareTo(y.Share);
        return order != 0 ? order : string.CompareOrdinal(x.Name, y.Name);
    }
}
