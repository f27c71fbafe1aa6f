using System.ComponentModel.DataAnnotations;

namespace Framemill.Media.Composition;

/// <summary>How frames are composed. Section <c>Composition</c>.</summary>
public sealed class CompositionOptions
{
    public const string Section = "Composition";

    /// <summary>Bytes of decoded stills that are kept for further frames and segments. Default: 256 MiB.</summary>
    [Range(0, 1L << 40)]
    public long StillBytesMax { get; set; } = 256L << 20;

    /// <summary>Frames that a video's decoder may be ahead of the composer. Default: 4.</summary>
    [Range(1, 64)]
    public int FramesAheadMax { get; set; } = 4;

    /// <summary>Frames before its first one that a clip is opened. Default: 15.</summary>
    [Range(0, 1000)]
    public int OpenAheadFrames { get; set; } = 15;

    /// <summary>Pixels of the largest text that is drawn. Default: 32 million.</summary>
    [Range(1, 400_000_000)]
    public int TextPixelsMax { get; set; } = 32_000_000;

    /// <summary>Web pages with a life of their own (html5) that may overlap in a film. Default: 8.</summary>
    [Range(1, 64)]
    public int PagesMax { get; set; } = 8;

    /// <summary>Bytes of the largest caption file that is read. Default: 16 MiB.</summary>
    [Range(1, 1 << 30)]
    public int CaptionBytesMax { get; set; } = 16 << 20;
}
