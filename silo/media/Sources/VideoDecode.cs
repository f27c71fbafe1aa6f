using Framemill.Media.Processes;
using Framemill.Media.Timelines;

namespace Framemill.Media.Sources;

/// <summary>The ffmpeg command that delivers a clip's frames from some frame on. Pure.</summary>
internal static class VideoDecode
{
    /// <param name="keyFrame">Frame that decoding starts at; 0 for the beginning of the file.</param>
    /// <param name="firstFrame">Frames before it are decoded but not delivered.</param>
    public static IReadOnlyList<string> Arguments(
        VideoRequest request, int keyFrame, int firstFrame, int threads, string? lookupTable)
    {
        var index = request.Index;
        long? first = firstFrame == 0 ? null : index.Timestamps[firstFrame];
        return
        [
            .. Ffmpeg.Quiet("info"), "-nostats", "-copyts",
            .. Ffmpeg.Input(
                request.Path,
                [
                    .. Seek(index, keyFrame), "-noautorotate", "-threads", $"{threads}", .. Decoder(request.Facts),
                ]),
            "-map", $"0:{request.Facts.VideoStream}", "-an", "-sn", "-dn",
            "-filter_threads", $"{threads}",
            "-vf", VideoFilters.Chain(request.Facts, request.Size, first, lookupTable),
            "-fps_mode", "passthrough", "-f", "rawvideo", "-pix_fmt", request.Facts.HasAlpha ? "yuva420p" : "yuv420p",
            "pipe:1",
        ];
    }

    private static IReadOnlyList<string> Seek(FrameIndex index, int keyFrame)
    {
        if (keyFrame == 0) return [];
        // Rounded up: a microsecond before the key frame belongs to the group of pictures before it.
        var microseconds = (index.Timestamps[keyFrame] * index.TimeBase * new Rational(1_000_000, 1)).Ceiling();
        return ["-noaccurate_seek", "-seek_timestamp", "1", "-ss", $"{microseconds}us"];
    }

    // ffmpeg's own decoders for these leave the alpha channel out.
    private static IReadOnlyList<string> Decoder(MediaFacts facts) => (facts.HasAlpha, facts.VideoCodec) switch
    {
        (true, "vp9") => ["-c:v", "libvpx-vp9"],
        (true, "vp8") => ["-c:v", "libvpx"],
        _ => [],
    };
}
