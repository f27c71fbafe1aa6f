using System.Globalization;
using Framemill.Testing;
using Framemill.Tests.Contract.Generation;

namespace Framemill.Tests.Contract.Renders;

/// <summary>Judges a rendered file by decoding all of it with ffmpeg.</summary>
internal static class FilmChecks
{
    /// <summary>Mean brightness of a black picture in video levels, and a little.</summary>
    private const double BlackMax = 18;

    /// <summary>What is wrong with the file; null when nothing is.</summary>
    public static async Task<string?> FaultAsync(FilmEdit edit, string path)
    {
        if (edit.Format == "mp3")
        {
            var heard = await SecondsAsync(path);
            return Math.Abs(heard - edit.Seconds) < 0.12 ? null : $"{heard} s of sound, not {edit.Seconds}";
        }

        var lines = (await Tool.RunAsync("ffmpeg",
        [
            "-v", "error", "-nostdin", "-i", path, "-vf", "format=yuv420p,signalstats,metadata=print:file=-",
            "-fps_mode", "passthrough", "-f", "null", "-",
        ])).Split('\n');
        var lights = lines.Where(l => l.StartsWith("lavfi.signalstats.YAVG=", StringComparison.Ordinal))
            .Select(l => Number(l[(l.IndexOf('=', StringComparison.Ordinal) + 1)..])).ToList();
        var isStill = edit.Format is "png" or "jpg";
        var wanted = isStill ? 1 : edit.Seconds * ExactRate(edit.Rate);
        if (Math.Abs(lights.Count - Math.Max(1, wanted)) > 0.51) return $"{lights.Count} frames, not {wanted}";
        if (edit.IsCovered && lights.FindIndex(light => light < BlackMax) is >= 0 and var dark)
            return $"frame {dark} is black although a clip covers it";
        if (edit.Format != "mp4") return null;
        var seconds = await SecondsAsync(path);
        return Math.Abs(seconds - (lights.Count / ExactRate(edit.Rate))) <= 1 / edit.Rate
            ? null : $"{seconds} s for {lights.Count} frames at {edit.Rate}";
    }

    private static async Task<double> SecondsAsync(string path) => Number(await Tool.RunAsync("ffprobe",
        ["-v", "error", "-show_entries", "format=duration", "-of", "csv=p=0", path]));

    private static double ExactRate(double written) => written switch
    {
        23.976 => 24_000 / 1_001.0,
        29.97 => 30_000 / 1_001.0,
        _ => written,
    };

    private static double Number(string text) => double.Parse(text.Trim(), CultureInfo.InvariantCulture);
}
