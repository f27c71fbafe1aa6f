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

    /// <summary>
    /// The same for frames of more than <see cref="LargeFramePixels"/>, whose encoders are too large to have one for
    /// each core. Default: 3, which keep two cores busy.
    /// </summary>
    [Range(1, 64)]
    public int LargeEncoderThreads { get; set; } = 3;

    /// <summary>Pixels of a frame above which an encoder has more threads. Default: 6 million.</summary>
    [Range(1, 400_000_000)]
    public int LargeFramePixels { get; set; } = 6_000_000;

    /// <summary>Frames of one lane that may wait for the encoder. Default: 4.</summary>
    [Range(1, 256)]
    public int LaneFramesMax { get; set; } = 4;

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
