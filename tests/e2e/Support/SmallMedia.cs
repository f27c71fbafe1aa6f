using static Framemill.Testing.MediaMaker;

namespace Framemill.Tests.EndToEnd;

/// <summary>Media made on the spot by ffmpeg, small enough for many renders.</summary>
internal static class SmallMedia
{
    /// <summary>A moving test picture with sound; every frame differs from every other.</summary>
    public static Task ClipAsync(string path) => FfmpegAsync(
        "-f", "lavfi", "-i", "testsrc2=s=320x180:r=25:d=6", "-f", "lavfi", "-i", "sine=f=330:r=48000:d=6",
        "-c:v", "libx264", "-preset", "veryfast", "-pix_fmt", "yuv420p", "-g", "50", "-c:a", "aac", "-shortest", path);

    public static Task PictureAsync(string path, string size = "640x480") => FfmpegAsync(
        "-f", "lavfi", "-i", $"mandelbrot=s={size}:maxiter=200", "-frames:v", "1", path);

    /// <summary>Ten seconds of one tone.</summary>
    public static Task MusicAsync(string path) => FfmpegAsync(
        "-f", "lavfi", "-i", "sine=f=220:r=48000:d=10", "-c:a", "libmp3lame", path);
}
