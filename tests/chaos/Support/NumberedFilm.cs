using System.Globalization;
using Framemill.Testing;

namespace Framemill.Tests.Chaos.Support;

/// <summary>A tiny film whose every frame carries its number, and what is made of it.</summary>
internal static class NumberedFilm
{
    public const int FrameCount = 150;
    private const int Width = 160;
    private const int Height = 90;

    public static async Task MakeMediaAsync(string folder)
    {
        await MediaMaker.NumberedVideoAsync(
            Path.Combine(folder, "clip.mp4"), FrameCount + 25, "25",
            "-c:v", "libx264", "-preset", "veryfast", "-g", "25", "-pix_fmt", "yuv420p");
        await MediaMaker.FfmpegAsync("-f", "lavfi", "-i", "sine=f=330:r=48000:d=6", Path.Combine(folder, "sound.wav"));
    }

    /// <param name="number">Films of two numbers look alike and share no part: what differs is covered.</param>
    public static string Edit(int number) => string.Create(CultureInfo.InvariantCulture, $$"""
        {
          "timeline": {
            "background": "#00{{number:x4}}",
            "soundtrack": { "src": "sound.wav", "volume": {{0.3 + (number * 0.0001)}} },
            "tracks": [
              { "clips": [{ "asset": { "type": "video", "src": "clip.mp4" }, "start": 0, "length": 6 }] }
            ]
          },
          "output": { "format": "mp4", "size": { "width": {{Width}}, "height": {{Height}} }, "fps": 25,
            "thumbnail": { "capture": 1, "scale": 0.5 } }
        }
        """);

    /// <summary>A hash of the pixels of each frame that decodes, in the order in which they are shown.</summary>
    public static async Task<IReadOnlyList<string>> FrameHashesAsync(string path)
    {
        var lines = await Tool.RunAsync(
            "ffmpeg", ["-v", "error", "-nostdin", "-i", path, "-map", "0:v", "-f", "framemd5", "-"]);
        return
        [
            .. lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => !line.StartsWith('#'))
                .Select(line => line.Split(',')[^1].Trim()),
        ];
    }

    /// <summary>The numbers that the frames carry.</summary>
    public static async Task<IReadOnlyList<int>> NumbersAsync(string path, TempFolder folder)
    {
        var raw = folder["frames.gray"];
        await MediaMaker.FfmpegAsync("-i", path, "-map", "0:v", "-f", "rawvideo", "-pix_fmt", "gray", raw);
        var bytes = await File.ReadAllBytesAsync(raw);
        return
        [
            .. Enumerable.Range(0, bytes.Length / (Width * Height)).Select(frame => FrameCode.Read(
                (x, y) => bytes[(((frame * Height) + y) * Width) + x], Width, Height)),
        ];
    }
}
