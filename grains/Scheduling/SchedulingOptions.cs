using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Framemill.Scheduling;

/// <summary>Settings of the scheduler. Section <c>Scheduling</c>.</summary>
public sealed class SchedulingOptions
{
    public const string Section = "Scheduling";

    /// <summary>How long a lease holds without being renewed. Default: 15 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:10:00")]
    public TimeSpan LeaseDuration { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>A device unheard of for so long is gone. Default: 30 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "01:00:00")]
    public TimeSpan DeviceGoneAfter { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How often lapsed leases are looked for. Default: 1 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:01:00")]
    public TimeSpan ExpireEvery { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Pieces of work that may wait; what comes on top is announced again later. Default: 100,000.</summary>
    [Range(1, 10_000_000)]
    public int WaitingMax { get; set; } = 100_000;

    /// <summary>After this time, device seconds that a tenant used count half. Default: 10 min.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "7.00:00:00")]
    public TimeSpan UseHalfLife { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Weight of the newest measurement in a device's speed. Default: 0.3.</summary>
    [Range(0.01, 1.0)]
    public double SpeedWeight { get; set; } = 0.3;

    /// <summary>Frames a second a lane is taken to make until one was measured. Default: 30.</summary>
    [Range(0.01, 100_000.0)]
    public double SpeedAtFirst { get; set; } = 30;

    /// <summary>Work of a lower class that waited so long has a turn now and then. Default: 10 min.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "7.00:00:00")]
    public TimeSpan AgedAfter { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Each so many-th turn is for work that waited long. Default: 8.</summary>
    [Range(2, 1_000_000)]
    public int AgedEvery { get; set; } = 8;

    /// <summary>Work becomes urgent so long before its deadline, and earlier if it is long. Default: 2 min.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan DeadlineHeadStart { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>Time that one lease of a lane should take: a slow device gets fewer segments. Default: 20 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan LeaseTarget { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>Longest that work is held back for a faster device, or one that has its model. Default: 10 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan HoldBackMax { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>A device may take so many times as long as the fastest before work is held back. Default: 2.</summary>
    [Range(1.0, 1_000.0)]
    public double SlownessMax { get; set; } = 2;

    /// <summary>Interactive work waits so long before batch work is asked to give way. Default: 1 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan PreemptAfter { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Batch work that ends by itself so soon is left alone. Default: 3 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan PreemptWorth { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>Failures, less what was done since, after which a device rests, while others work. Default: 3.
    /// </summary>
    [Range(1, 1_000)]
    public int DeviceFaultsMax { get; set; } = 3;

    /// <summary>How long such a device rests; one that is out again, twice as long each time. Default: 1 min.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan DeviceRest { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Longest that a device is out before it is tried again. Default: 1 h.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "7.00:00:00")]
    public TimeSpan DeviceRestMax { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Leases, one at a time, that a device must end well to be healthy again. Default: 3.</summary>
    [Range(1, 1_000)]
    public int TrialLeases { get; set; } = 3;

    /// <summary>Pieces of work of one tenant that may wait. Default: 20,000.</summary>
    [Range(1, 10_000_000)]
    public int TenantWaitingMax { get; set; } = 20_000;

    /// <summary>How old positions and forecasts may be while much waits. Default: 1 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan ForecastEvery { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>What waits should be through in this time, or more devices are wanted. Default: 2 min.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan ScaleWithin { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>Free lane slots that are kept when nothing waits. Default: 2.</summary>
    [Range(0, 1_000_000)]
    public int SpareSlots { get; set; } = 2;

    /// <summary>
    /// Sorts of work that demand is counted by; what is beyond is counted without tenant. Default: 500.
    /// </summary>
    [Range(1, 100_000)]
    public int DemandSortsMax { get; set; } = 500;

    /// <summary>Weights, quotas and bursts of tenants; who is not named has weight 1. Default: none.</summary>
    [ValidateEnumeratedItems]
    public IList<TenantShare> Tenants { get; set; } = [];

    /// <summary>Grains that a pool is divided into at least, if it has as many devices. Default: 1.</summary>
    [Range(1, 1_000)]
    public int ShardsMin { get; set; } = 1;

    /// <summary>Grains that a pool is divided into at most. Default: 16.</summary>
    [Range(1, 1_000)]
    public int ShardsMax { get; set; } = 16;

    /// <summary>Devices for each of which more a pool gets a further grain. Default: 2,000.</summary>
    [Range(1, 1_000_000)]
    public int ShardDevices { get; set; } = 2_000;

    /// <summary>A shard is given devices of others at most so often. Default: 5 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "01:00:00")]
    public TimeSpan RehomeEvery { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Part of its slots that a shard may have too few before it is given some. Default: 0.05.</summary>
    [Range(0.0, 10.0)]
    public double RehomeSlack { get; set; } = 0.05;

    /// <summary>How long a revoked lease is remembered, so that its holder is told. Default: 5 min.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan RevokedKeptFor { get; set; } = TimeSpan.FromMinutes(5);
}

[OptionsValidator]
public sealed partial class SchedulingOptionsValidator : IValidateOptions<SchedulingOptions>;
