namespace Framemill.Testing;

/// <summary>Makes test media on the spot.</summary>
public static class MediaMaker
{
    public const int Width = 320;
    public const int Height = 180;

    /// <summary>
    /// A video whose frames carry their numbers (see <see cref="FrameCode"/>), encoded by <paramref
    /// name="encoding"/>: what stands between ffmpeg's input and the output file.
    /// </summary>
    public static Task NumberedVideoAsync(string path, int frames, string rate, params IEnumerable<string> encoding) =>
        Tool.FeedAsync(
            "ffmpeg",
            [
                "-v", "error", "-y", "-f", "rawvideo", "-pix_fmt", "yuv420p", "-s", $"{Width}x{Height}", "-r", rate,
                "-i", "pipe:0", .. encoding, path,
            ],
            input => FeedAsync(input, frames));

    /// <summary>Runs ffmpeg with quiet, overwriting options before the arguments.</summary>
    public static Task FfmpegAsync(params IEnumerable<string> arguments) =>
        Tool.RunAsync("ffmpeg", ["-v", "error", "-nostdin", "-y", .. arguments]);

    private static async Task FeedAsync(Stream input, int frames)
    {
        var frame = new byte[Width * Height * 3 / 2];
        frame.AsSpan(Width * Height).Fill(128);
        for (var number = 0; number < frames; number++)
        {
            FrameCode.Draw(frame.AsSpan(0, Width * Height), Width, Height, number);
            await input.WriteAsync(frame);
        }
    }
}
