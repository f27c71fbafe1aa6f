using System.Globalization;

namespace Framemill.Media.Processes;

/// <summary>
/// How ffmpeg and ffprobe are started on files that nobody trusts: no network, no playlists or lists of other
/// files, no devices, a bounded number of threads.
/// </summary>
public static class Ffmpeg
{
    public const string Tool = "ffmpeg";
    public const string ProbeTool = "ffprobe";

    // Only formats that hold their media themselves: a playlist in disguise could read any file of ours.
    private const string Formats =
        "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,avi,mpegts,mpeg,flv,asf,ogg,wav,w64,mp3,flac,aac,ac3,eac3,amr,aiff,caf,"
        + "au,gif,apng,image2pipe,bmp_pipe,png_pipe,jpeg_pipe,webp_pipe,"
        + "tiff_pipe,h264,hevc,av1,obu,ivf,m4v,mpegvideo,mxf,"
        + "nut,dv,rm,wv,tta,dts,opus,loas,yuv4mpegpipe,srt,webvtt,ass";

    /// <summary>What stands before everything else.</summary>
    public static IReadOnlyList<string> Quiet(string level = "error") =>
        ["-hide_banner", "-nostdin", "-loglevel", level];

    /// <summary>Opens a local file as input, with <paramref name="options"/> of the input before it.</summary>
    public static IReadOnlyList<string> Input(string path, params IReadOnlyList<string> options) =>
    [
        "-protocol_whitelist", "file,pipe", "-format_whitelist", Formats, .. options, "-i", FileUrl(path),
    ];

    /// <summary>A name that no part of ffmpeg takes for a protocol or an option.</summary>
    public static string FileUrl(string path) => "file:" + Path.GetFullPath(path);

    /// <summary>Microseconds as ffmpeg reads them, exactly.</summary>
    public static string Seconds(TimeSpan time) =>
        (time.Ticks / 10L).ToString(CultureInfo.InvariantCulture) + "us";
}
