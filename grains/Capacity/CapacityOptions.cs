using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Framemill.Capacity;

/// <summary>Settings of the history of use. Section <c>Capacity</c>.</summary>
public sealed class CapacityOptions
{
    public const string Section = "Capacity";

    /// <summary>How often a pool is looked at. Default: 10 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:01:00")]
    public TimeSpan SampleEvery { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Rows of minutes that are kept. Default: 180.</summary>
    [Range(1, 1_440)]
    public int MinutesMax { get; set; } = 180;

    /// <summary>Rows of hours that are kept. Default: 720 (30 days).</summary>
    [Range(1, 8_784)]
    public int HoursMax { get; set; } = 720;

    /// <summary>Lines of demand that are kept in all; the oldest go first. Default: 4,000.</summary>
    [Range(1, 100_000)]
    public int DemandLinesMax { get; set; } = 4_000;

    /// <summary>Pieces of work that one replay may have; of more, the newest are played. Default: 50,000.</summary>
    [Range(1, 10_000_000)]
    public int ReplayWorkMax { get; set; } = 50_000;
}

[OptionsValidator]
public sealed partial class CapacityOptionsValidator : IValidateOptions<CapacityOptions>;
