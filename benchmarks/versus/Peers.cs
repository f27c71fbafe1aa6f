namespace Framemill.Benchmarks.Versus;

/// <summary>The limit, and what else makes films from the command line.</summary>
internal static class Peers
{
    /// <summary>
    /// The encoder alone, on frames that lie ready: no film of these settings can cost less. The frames are those of
    /// the film that is given.
    /// </summary>
    public static async Task<Result> EncoderAloneAsync(string variant, string film, string folder)
    {
        var (width, height) = StandardEdit.Size(variant);
        // In memory: a disk would be measured otherwise.
        var shared = Directory.Exists("/dev/shm") ? "/dev/shm" : folder;
        var frames = Path.Combine(shared, $"framemill-versus-{Environment.ProcessId}.yuv");
        var encoded = Path.Combine(folder, "x264.mp4");
        try
        {
            await Tool.OutputAsync(
                "ffmpeg", "-v", "error", "-nostdin", "-y", "-i", film, "-f", "rawvideo", "-pix_fmt", "yuv420p", frames);
            return await Tool.MeasureAsync(
                "x264 alone", "ffmpeg",
                [
                    "-hide_banner", "-nostdin", "-loglevel", "error", "-y", "-f", "rawvideo", "-pix_fmt", "yuv420p",
                    "-s", $"{width}x{height}", "-r", "30", "-i", frames, .. StandardEdit.X264.Split(' '),
                    "-movflags", "+faststart", encoded,
                ],
                () => Tool.CountFramesAsync(encoded));
        }
        finally
        {
            File.Delete(frames);
        }
    }

    public static async Task<Result> FfmpegKeyedAsync(string media, string folder)
    {
        var film = Path.Combine(folder, "ffmpeg-c.mp4");
        return await Tool.MeasureAsync(
            "ffmpeg filter graph", "ffmpeg", FfmpegGraph.Keyed(media, film),
            () => Tool.CountFramesAsync(film)) with { Film = film };
    }

    public static async Task<Result> FfmpegAsync(string variant, int workingWidth, string media, string folder)
    {
        var film = Path.Combine(folder, $"ffmpeg-{variant}-{workingWidth}.mp4");
        return await Tool.MeasureAsync(
            $"ffmpeg filter graph, zoompan from {workingWidth}", "ffmpeg",
            FfmpegGraph.Arguments(variant, workingWidth, media, film),
            () => Tool.CountFramesAsync(film)) with { Film = film };
    }
}
