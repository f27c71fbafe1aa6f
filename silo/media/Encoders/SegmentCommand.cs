using System.Globalization;

namespace Framemill.Media.Encoders;

/// <summary>The command line of one segment's encoder. Pure.</summary>
internal static class SegmentCommand
{
    /// <summary>Larger than any segment: the only forced key frame is the first.</summary>
    private const int GroupFramesMax = 100_000;

    /// <summary>
    /// x264's own thread for looking ahead races with the macroblock tree: with it, one run in a few gives other bytes
    /// of the same frames (seen with core 164). Segments must be the same wherever and whenever they are encoded.
    /// </summary>
    private const string SameBytesAlways = ":sync-lookahead=0";

    public static IReadOnlyList<string> Arguments(VideoFormat format)
    {
        var settings = X264Settings.For(format.Quality);
        return
        [
            .. RawInput(format.Width, format.Height, $"{format.Rate.Numerator}/{format.Rate.Denominator}"),
            "-map", "0:v:0", "-fps_mode", "passthrough", "-c:v", "libx264", "-preset", settings.Preset,
            "-crf", Text(settings.Crf), "-threads", Text(format.Threads),
            "-g", Text(GroupFramesMax), "-bf", Text(X264Settings.ConsecutiveBFrames),
            "-x264-params", "open-gop=0:b-pyramid=normal" + SameBytesAlways,
            .. Colours, "-chroma_sample_location", "left", "-pix_fmt", "yuv420p",
            "-fflags", "+bitexact", "-flags", "+bitexact+cgop", "-map_metadata", "-1",
            "-video_track_timescale", Text(format.Rate.Numerator),
            "-movflags", "+cmaf+empty_moov+default_base_moof+frag_keyframe+negative_cts_offsets+skip_trailer",
            "-f", "mp4", "pipe:1",
        ];
    }

    /// <summary>Planar frames of ours on standard input.</summary>
    public static IReadOnlyList<string> RawInput(int width, int height, string rate) =>
    [
        "-hide_banner", "-loglevel", "error",
        "-f", "rawvideo", "-pix_fmt", "yuv420p", "-video_size", $"{width}x{height}", "-framerate", rate,
        .. Colours, "-i", "pipe:0",
    ];

    public static IReadOnlyList<string> Colours { get; } =
        ["-color_range", "tv", "-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709"];

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
