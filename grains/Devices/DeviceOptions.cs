using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Framemill.Devices;

/// <summary>Settings of device grains. Section <c>Devices</c>.</summary>
public sealed class DeviceOptions
{
    public const string Section = "Devices";

    /// <summary>How often leases are renewed; a third of a lease's duration or less. Default: 4 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.020", "00:03:00")]
    public TimeSpan RenewEvery { get; set; } = TimeSpan.FromSeconds(4);

    /// <summary>Attempts to hand a report to a render before its lease is given up. Default: 5.</summary>
    [Range(1, 100)]
    public int ReportAttemptsMax { get; set; } = 5;

    /// <summary>Wait between two attempts to report. Default: 200 ms.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:01:00")]
    public TimeSpan ReportAgainAfter { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Longest a prepare, sound or assemble step may take. Default: 1 h.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan StepTimeMax { get; set; } = TimeSpan.FromHours(1);

    /// <summary>
    /// How long a drained device may take to end the segments and steps that it is at. Default: 4 s.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan DrainWithin { get; set; } = TimeSpan.FromSeconds(4);

    /// <summary>How often a silo announces its devices again. Default: 10 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:10:00")]
    public TimeSpan AnnounceEvery { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long the encoder may go on after the last frame of a lane was rendered. Default: 5 min.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan EncoderDrainMax { get; set; } = TimeSpan.FromMinutes(5);
}

[OptionsValidator]
public sealed partial class DeviceOptionsValidator : IValidateOptions<DeviceOptions>;
