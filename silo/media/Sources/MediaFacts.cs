using Framemill.Media.Timelines;

namespace Framemill.Media.Sources;

/// <summary>All that is known of a media file before its pictures are decoded.</summary>
public sealed record MediaFacts
{
    public required MediaKind Kind { get; init; }

    /// <summary>The container, in ffmpeg's or vips' name.</summary>
    public required string Format { get; init; }
    public long Bytes { get; init; }

    /// <summary>Size as shown: turned, with square pixels.</summary>
    public FrameSize Size { get; init; }

    /// <summary>Size as stored.</summary>
    public FrameSize StoredSize { get; init; }
    public DisplayTurn Turn { get; init; } = DisplayTurn.None;
    public Rational SampleAspect { get; init; } = Rational.One;

    /// <summary>In seconds; null for pictures.</summary>
    public Rational? Duration { get; init; }

    /// <summary>
    /// The timestamp in the file, in seconds, that is time zero of the media for picture and sound.
    /// </summary>
    public Rational Origin { get; init; }

    /// <summary>Mean frames per second.</summary>
    public Rational? FrameRate { get; init; }
    public bool HasVariableRate { get; init; }

    /// <summary>As the file says; the frame index knows better.</summary>
    public int? FrameCount { get; init; }
    public string VideoCodec { get; init; } = "";
    public int VideoStream { get; init; } = -1;
    public Rational TimeBase { get; init; } = Rational.One;
    public string PixelFormat { get; init; } = "";
    public int BitDepth { get; init; } = 8;
    public ColourFacts Colour { get; init; } = new();
    public bool HasAlpha { get; init; }
    public bool IsInterlaced { get; init; }
    public int? DolbyVisionProfile { get; init; }
    public string AudioCodec { get; init; } = "";
    public int AudioStream { get; init; } = -1;
    public int AudioChannels { get; init; }
    public int AudioRate { get; init; }

    /// <summary>Milliseconds each picture of an animation stays.</summary>
    public IReadOnlyList<int> PictureDelays { get; init; } = [];

    public bool HasVideo => Kind is MediaKind.Video;

    public bool HasSound => AudioStream >= 0;

    public bool HasPixels => Kind is MediaKind.Picture or MediaKind.Animation or MediaKind.Video;
}
