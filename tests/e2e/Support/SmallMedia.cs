using System.Diagnostics;

namespace Framemill.Tests.EndToEnd;

/// <summary>Media made on the spot by ffmpeg, small enough for many renders.</summary>
internal static class SmallMedia
{
    /// <summary>A moving test picture with sound; every frame differs from every other.</summary>
    public static void Clip(string path, int seconds = 6, string size = "320x180", string rate = "25") => Ffmpeg(
        "-f", "lavfi", "-i", $"testsrc2=s={size}:r={rate}:d={seconds}",
        "-f", "lavfi", "-i", $"sine=f=330:r=48000:d={seconds}",
        "-c:v", "libx264", "-preset", "veryfast", "-pix_fmt", "yuv420p", "-g", "50", "-c:a", "aac", "-shortest", path);

    public static void Picture(string path, string size = "640x480") => Ffmpeg(
        "-f", "lavfi", "-i", $"mandelbrot=s={size}:maxiter=200", "-frames:v", "1", path);

    public static void Music(string path, int seconds = 10) => Ffmpeg(
        "-f", "lavfi", "-i", $"sine=f=220:r=48000:d={seconds}", "-c:a", "libmp3lame", path);

    private static void Ffmpeg(params string[] arguments)
    {
        using var process =
            Process.Start(new ProcessStartInfo("ffmpeg", ["-v", "error", "-nostdin", "-y", .. arguments])
        {
            RedirectStandardError = true,
        })!;
        var errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, errors);
    }
}
