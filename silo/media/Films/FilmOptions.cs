using System.ComponentModel.DataAnnotations;

namespace Framemill.Media.Films;

/// <summary>How films are made ready and encoded. Section <c>Films</c>.</summary>
public sealed class FilmOptions
{
    public const string Section = "Films";

    /// <summary>Assets of one film that are fetched and looked into at one time. Default: 8.</summary>
    [Range(1, 256)]
    public int ParallelAssetsMax { get; set; } = 8;

    /// <summary>
    /// Threads of one segment's encoder; another number gives other bytes. One is best where lanes share the cores.
    /// Default: 1.
    /// </summary>
    [Range(1, 64)]
    public int EncoderThreads { get; set; } = 1;

    /// <summary>Frames that may wait for the encoder, of all films together. Default: 96 MiB.</summary>
    [Range(1 << 22, 1L << 40)]
    public long FrameStoreBytesMax { get; set; } = 96L << 20;

    /// <summary>Frames told of in one message. Default: 8.</summary>
    [Range(1, 128)]
    public int BatchFramesMax { get; set; } = 8;

    /// <summary>Bytes of the largest font that an edit may bring. Default: 32 MiB.</summary>
    [Range(1, 1L << 30)]
    public long FontBytesMax { get; set; } = 32L << 20;

    /// <summary>Films that are kept open after the last use, for the next lane of the same film. Default: 4.</summary>
    [Range(0, 1_000)]
    public int OpenFilmsMax { get; set; } = 4;
}
