namespace Framemill.Media.Sources;

/// <summary>What a file's first bytes say it is.</summary>
internal enum ContentKind
{
    /// <summary>Not known by its beginning: ffprobe decides.</summary>
    Other = 0,
    Jpeg = 1,
    Png = 2,
    Gif = 3,
    WebP = 4,
    Tiff = 5,

    /// <summary>AVIF or HEIC.</summary>
    Heif = 6,
    Svg = 7,
    Subtitle = 8,

    /// <summary>Names other files: never opened.</summary>
    Playlist = 9,
    WebPage = 10,
    Text = 11,
    Pdf = 12,
    JpegXl = 13,
}
