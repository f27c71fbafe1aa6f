using System.ComponentModel.DataAnnotations;

namespace Framemill.Scheduling;

/// <summary>What a tenant is promised of a pool.</summary>
public sealed class TenantShare
{
    [Required]
    public string Tenant { get; set; } = "";

    /// <summary>A tenant of weight 2 gets twice what one of weight 1 gets when both want more. Default: 1.</summary>
    [Range(0.001, 1_000_000.0)]
    public double Weight { get; set; } = 1;

    /// <summary>
    /// Lanes that are its own: while it holds fewer, it goes before tenants that hold more than theirs. Default: 0.
    /// </summary>
    [Range(0, 1_000_000)]
    public int QuotaLanes { get; set; }

    /// <summary>Lanes at one time at most, beyond the quota while there is room. Default: no limit.</summary>
    [Range(1, int.MaxValue)]
    public int BurstLanes { get; set; } = int.MaxValue;
}
