using System.ComponentModel.DataAnnotations;

namespace Framemill.Media.Encoders;

/// <summary>Settings of the encoders. Section <c>Encoders</c>.</summary>
public sealed class EncodingOptions
{
    public const string Section = "Encoders";

    /// <summary>The largest segment that is taken from an encoder. Default: 512 MiB.</summary>
    [Range(1 << 20, int.MaxValue)]
    public int SegmentBytesMax { get; set; } = 512 << 20;

    /// <summary>
    /// Memory of all encoders together; one is let in however much it needs. Default: 360 MiB for each core, which is
    /// an encoder of 1080p for each, or one of 4K, with threads of its own, for two.
    /// </summary>
    [Range(1L << 20, 1L << 46)]
    public long EncoderMemoryBytesMax { get; set; } = (360L << 20) * Environment.ProcessorCount;

    /// <summary>Longest time the making of a GIF may take. Default: 2 hours.</summary>
    public TimeSpan SegmentTimeMax { get; set; } = TimeSpan.FromHours(2);

    /// <summary>Time a picture's encoder may be silent while we wait for it. Default: 60 s.</summary>
    public TimeSpan StallTimeMax { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Address space of a child that makes a picture or GIF. Default: 12 GiB, which 8K needs.</summary>
    [Range(1L << 28, long.MaxValue)]
    public long AddressSpaceBytesMax { get; set; } = 12L << 30;

    /// <summary>The largest film file. Default: 64 GiB.</summary>
    [Range(1L << 20, long.MaxValue)]
    public long FilmBytesMax { get; set; } = 64L << 30;
}
