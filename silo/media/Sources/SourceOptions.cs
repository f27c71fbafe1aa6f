using System.ComponentModel.DataAnnotations;

namespace Framemill.Media.Sources;

/// <summary>Limits on the media that comes in. Section <c>Sources</c>.</summary>
public sealed class SourceOptions
{
    public const string Section = "Sources";

    /// <summary>Pixels of the largest picture that is opened. Default: 100 million.</summary>
    [Range(1, 4_000_000_000)]
    public long PicturePixelsMax { get; set; } = 100_000_000;

    /// <summary>Pixels of the largest video frame that is opened. Default: 36 million (8K).</summary>
    [Range(1, 400_000_000)]
    public long VideoPixelsMax { get; set; } = 36_000_000;

    /// <summary>Working pixels of all pictures of an animation together. Default: 250 million.</summary>
    [Range(1, 4_000_000_000)]
    public long AnimationPixelsMax { get; set; } = 250_000_000;

    /// <summary>
    /// Frames of the longest video that is opened. Default: 1,500,000 (about seven hours at 60 per second).
    /// </summary>
    [Range(1, 100_000_000)]
    public int VideoFramesMax { get; set; } = 1_500_000;

    /// <summary>Seconds of the longest sound or video that is opened. Default: 24 hours.</summary>
    [Range(1, 1_000_000)]
    public int DurationSecondsMax { get; set; } = 86_400;

    /// <summary>Seconds that a look at a file may take. Default: 60.</summary>
    [Range(1, 3600)]
    public int ProbeSecondsMax { get; set; } = 60;

    /// <summary>Seconds that a decoder may stand still while a frame is waited for. Default: 60.</summary>
    [Range(1, 3600)]
    public int StallSecondsMax { get; set; } = 60;

    /// <summary>Seconds that reading one picture may take. Default: 120.</summary>
    [Range(1, 3600)]
    public int PictureSecondsMax { get; set; } = 120;

    /// <summary>Seconds that drawing one SVG or web page may take. Default: 30.</summary>
    [Range(1, 3600)]
    public int DrawingSecondsMax { get; set; } = 30;

    /// <summary>Address space of one decoder. Default: 6 GiB.</summary>
    [Range(1L << 28, 1L << 40)]
    public long DecoderMemoryBytes { get; set; } = 6L << 30;

    /// <summary>Threads of one decoder. Default: 2.</summary>
    [Range(1, 64)]
    public int DecoderThreads { get; set; } = 2;

    /// <summary>
    /// Bytes of decoded frames that are held so that neighbouring lanes can share decoders. Default: 256 MiB.
    /// </summary>
    [Range(0, 1L << 40)]
    public long SharedFrameBytesMax { get; set; } = 256L << 20;

    /// <summary>Decoders that wait for the next lane. Default: 4.</summary>
    [Range(0, 64)]
    public int IdleDecodersMax { get; set; } = 4;

    /// <summary>Seconds that a decoder waits for the next lane. Default: 2.</summary>
    [Range(0, 600)]
    public double IdleDecoderSeconds { get; set; } = 2;

    /// <summary>
    /// The longest declared time that may be missing at the end of a file before it is refused. Default: 1.
    /// </summary>
    [Range(0, 3600)]
    public double MissingSecondsMax { get; set; } = 1;
}
