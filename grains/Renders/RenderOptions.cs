using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Framemill.Renders;

/// <summary>Settings of renders. Section <c>Renders</c>.</summary>
public sealed class RenderOptions
{
    public const string Section = "Renders";

    /// <summary>Pool whose devices do the work. Default: cpu.</summary>
    [Required]
    public string Pool { get; set; } = "cpu";

    /// <summary>Tries at one piece of work before the render fails. Default: 3.</summary>
    [Range(1, 100)]
    public int AttemptsMax { get; set; } = 3;

    /// <summary>Devices that may be lost at one piece of work before the render fails. Default: 8.</summary>
    [Range(1, 1_000)]
    public int LossesMax { get; set; } = 8;

    /// <summary>Wait before the second try; doubles with each further one. Default: 1 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:10:00")]
    public TimeSpan RetryAfter { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Longest wait between two tries. Default: 1 min.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "01:00:00")]
    public TimeSpan RetryAfterMax { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How long work waits for room in a full storage before the render fails. Default: 1 h.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "7.00:00:00")]
    public TimeSpan RoomWaitMax { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Lanes a film is cut into, so that as many devices can share it. Default: 8.</summary>
    [Range(1, 1_000)]
    public int LanesWanted { get; set; } = 8;

    /// <summary>Segments in one lane at most. Default: 8.</summary>
    [Range(1, 1_000)]
    public int LaneSegmentsMax { get; set; } = 8;

    /// <summary>
    /// A lane that would take less time, by what was measured, is joined with the next. Default: 0.5 s.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:10:00")]
    public TimeSpan LaneTimeMin { get; set; } = TimeSpan.FromSeconds(0.5);

    /// <summary>Segments in one lane at most where lanes were joined so. Default: 64.</summary>
    [Range(1, 1_000)]
    public int LaneSegmentsQuickMax { get; set; } = 64;

    /// <summary>Lanes of one render that wait or run in the pool at a time. Default: 32.</summary>
    [Range(1, 1_000)]
    public int LanesAnnouncedMax { get; set; } = 32;

    /// <summary>Segments of one film at most. Default: 43,200 (a day of two-second segments).</summary>
    [Range(1, 1_000_000)]
    public int SegmentsMax { get; set; } = 43_200;

    /// <summary>How often open work is announced again, in case a pool lost its memory. Default: 5 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:10:00")]
    public TimeSpan AnnounceAgainAfter { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Time between two views pushed to observers. Default: 250 ms.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:01:00")]
    public TimeSpan ViewEvery { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>How long an observer stays without subscribing again. Default: 2 min.</summary>
    [Range(typeof(TimeSpan), "00:00:10", "01:00:00")]
    public TimeSpan ObserverLapsesAfter { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>Longest wait for the object store inside a turn. Default: 10 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:00:25")]
    public TimeSpan StoreWaitMax { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Attempts to tell a user's server of the end. Default: 6.</summary>
    [Range(1, 100)]
    public int CallbackAttemptsMax { get; set; } = 6;

    /// <summary>Memory booked for a prepare, sound or assemble step. Default: 128 MiB.</summary>
    [Range(1, long.MaxValue)]
    public long StepMemoryBytes { get; set; } = 128L << 20;
}

[OptionsValidator]
public sealed partial class RenderOptionsValidator : IValidateOptions<RenderOptions>;
