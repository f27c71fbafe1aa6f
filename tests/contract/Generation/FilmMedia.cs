using Framemill.Testing;
using static Framemill.Testing.MediaMaker;

namespace Framemill.Tests.Contract.Generation;

/// <summary>Small media of several kinds, none of them dark.</summary>
internal static class FilmMedia
{
    public static async Task MakeAsync(TempFolder folder)
    {
        await FfmpegAsync("-f", "lavfi", "-i", "testsrc2=s=160x90:r=25:d=2", "-f", "lavfi", "-i", "sine=f=440:d=2",
            "-c:v", "libx264", "-preset", "veryfast", "-pix_fmt", "yuv420p", "-g", "25", "-c:a", "aac", "-shortest",
            folder["clip.mp4"]);
        await FfmpegAsync("-f", "lavfi", "-i", "testsrc=s=90x160:r=24:d=2", "-c:v", "libvpx-vp9", "-cpu-used", "8",
            "-deadline", "realtime", folder["tall.webm"]);
        await FfmpegAsync("-f", "lavfi", "-i", "testsrc2=s=200x120", "-frames:v", "1", folder["picture.jpg"]);
        await FfmpegAsync(
            "-f", "lavfi", "-i", "color=orange@0.5:s=80x80,format=rgba", "-frames:v", "1", folder["alpha.png"]);
        await FfmpegAsync("-f", "lavfi", "-i", "testsrc=s=64x64:r=10:d=0.6", folder["moving.gif"]);
        await FfmpegAsync("-f", "lavfi", "-i", "sine=f=220:d=2", "-c:a", "libmp3lame", folder["sound.mp3"]);
        await File.WriteAllTextAsync(folder["words.srt"],
            "1\n00:00:00,000 --> 00:00:00,500\nFirst words\n\n2\n00:00:00,500 --> 00:00:02,000\n<i>Second</i> words\n");
        await File.WriteAllTextAsync(folder["words.vtt"],
            "WEBVTT\n\n00:00.000 --> 00:02.000 line:10%\nWords <b>of</b> a file\n");
    }
}
