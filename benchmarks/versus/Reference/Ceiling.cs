using System.Diagnostics;

namespace Framemill.Benchmarks.Versus.Reference;

/// <summary>The reference's own frames through the encoder that everybody uses: no film can look better.</summary>
internal static class Ceiling
{
    /// <returns>The film, without sound and captions.</returns>
    public static async Task<string> MakeAsync(string variant, string media, string folder)
    {
        var (width, height) = StandardEdit.Size(variant);
        var film = Path.Combine(folder, $"framemill-ceiling-{variant}.mp4");
        IReferenceFilm reference = variant == "c"
            ? await KeyedReference.OpenAsync(KeyedReading.Framemill, media, every: 1)
            : await StillsReference.OpenAsync(variant, media);
        using var encoder = Process.Start(new ProcessStartInfo(
            "ffmpeg",
            [
                "-hide_banner", "-loglevel", "error", "-y", "-f", "rawvideo", "-pix_fmt", "yuv420p", "-s",
                $"{width}x{height}", "-r", "30", "-i", "-", .. StandardEdit.X264.Split(' '), film,
            ])
        {
            RedirectStandardInput = true,
        })!;
        var bytes = new byte[width * height * 3 / 2];
        for (var number = 0; number < StandardEdit.FramesOf(variant); number++)
        {
            var planes = (await reference.FrameAsync(number)).Planes(Matrix.Bt709);
            var luma = width * height;
            planes.First.Write(bytes);
            planes.Second.Write(bytes.AsSpan(luma));
            planes.Third.Write(bytes.AsSpan(luma + (luma / 4)));
            await encoder.StandardInput.BaseStream.WriteAsync(bytes);
        }

        encoder.StandardInput.Close();
        await encoder.WaitForExitAsync();
        return encoder.ExitCode == 0 ? film : throw new InvalidOperationException("The encoder failed.");
    }
}
