namespace Framemill.Media.Encoders;

/// <summary>How ffmpeg is told of frames of ours. Pure.</summary>
internal static class RawFrames
{
    /// <summary>Planar frames on standard input.</summary>
    public static IReadOnlyList<string> Input(int width, int height, string rate) =>
    [
        "-hide_banner", "-loglevel", "error",
        "-f", "rawvideo", "-pix_fmt", "yuv420p", "-video_size", $"{width}x{height}", "-framerate", rate,
        .. Colours, "-i", "pipe:0",
    ];

    private static IReadOnlyList<string> Colours { get; } =
        ["-color_range", "tv", "-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709"];
}
