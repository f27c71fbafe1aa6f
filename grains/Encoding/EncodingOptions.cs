using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Framemill.Encoding;

/// <summary>Settings of encoding grains. Section <c>Encoding</c>.</summary>
public sealed class EncodingOptions
{
    public const string Section = "Encoding";

    /// <summary>Time between two progress reports of a lane. Default: 250 ms.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:01:00")]
    public TimeSpan ProgressEvery { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Attempts to record a stored segment with its render. Default: 5.</summary>
    [Range(1, 100)]
    public int ReportAttemptsMax { get; set; } = 5;

    /// <summary>Wait between two attempts. Default: 200 ms.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:01:00")]
    public TimeSpan ReportAgainAfter { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>
    /// Stored segments of one lane that may wait to be recorded; then its encoder waits. Default: 32.
    /// </summary>
    [Range(1, 1_000)]
    public int UnrecordedSegmentsMax { get; set; } = 32;

    /// <summary>Batches told of and not fed yet; the frame store bounds their frames. Default: 4,096.</summary>
    [Range(1, 1_000_000)]
    public int BatchesWaitingMax { get; set; } = 4_096;
}

[OptionsValidator]
public sealed partial class EncodingOptionsValidator : IValidateOptions<EncodingOptions>;
