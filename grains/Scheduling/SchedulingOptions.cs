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

    /// <summary>How long a revoked lease is remembered, so that its holder is told. Default: 5 min.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan RevokedKeptFor { get; set; } = TimeSpan.FromMinutes(5);
}

[OptionsValidator]
public sealed partial class SchedulingOptionsValidator : IValidateOptions<SchedulingOptions>;
