using System.Globalization;
using Framemill.Media.Processes;

namespace Framemill.Media.Encoders;

/// <summary>
/// Makes an animated GIF of a film's finished segments: one palette for the whole film, then the frames in it.
/// </summary>
public sealed class GifEncoder(ProcessRunner processes, EncodingOptions options)
{
    /// <summary>
    /// Writes the GIF to <paramref name="path"/>. It counts time in hundredths of a second, so frames of other rates
    /// stand a hundredth longer or shorter; none is left out up to 50 frames a second, and the length is the film's.
    /// </summary>
    /// <param name="repeats">True plays it again and again.</param>
    public async Task WriteAsync(FilmParts parts, bool repeats, string path, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(parts);
        var film = path + ".film";
        var palette = path + ".palette.png";
        var part = path + ".part";
        try
        {
            await new FilmAssembler(options).AssembleAsync(parts with { SoundPath = null }, film, cancellationToken);
            await RunAsync(
                [
                    "-i", Ffmpeg.FileUrl(film), "-vf", $"{Rgb},palettegen=stats_mode=diff",
                    "-frames:v", "1", "-f", "image2", "-c:v", "png", "-y", Ffmpeg.FileUrl(palette),
                ],
                cancellationToken);
            await RunAsync(
                [
                    "-i", Ffmpeg.FileUrl(film), "-i", Ffmpeg.FileUrl(palette),
                    "-lavfi", $"[0:v]{Slowed(parts.Format)}{Rgb}[frames];[frames][1:v]{UsePalette}",
                    "-fps_mode", "passthrough", "-loop", repeats ? "0" : "-1",
                    "-fflags", "+bitexact", "-f", "gif", "-y",
                    Ffmpeg.FileUrl(part),
                ],
                cancellationToken);
            File.Move(part, path, overwrite: true);
        }
        finally
        {
            File.Delete(film);
            File.Delete(palette);
            File.Delete(part);
        }
    }

    private const string Rgb = "scale=in_color_matrix=bt709:in_range=tv:out_range=pc,format=rgb24";
    private const string UsePalette = "paletteuse=dither=bayer:bayer_scale=4:diff_mode=rectangle";
    private const double FramesPerSecondMax = 50;

    /// <summary>Players show faster GIFs at a tenth of their speed.</summary>
    private static string Slowed(VideoFormat format) => format.Rate.ToDouble() > FramesPerSecondMax
        ? string.Create(CultureInfo.InvariantCulture, $"fps={format.Rate.Numerator}/{format.Rate.Denominator * 2L},")
        : "";

    private async Task RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var request = new ProcessRequest { Tool = Ffmpeg.Tool, Arguments = [.. Ffmpeg.Quiet(), .. arguments] };
        var limits = new ProcessLimits
        {
            WallTime = options.SegmentTimeMax,
            StallTime = null, // A palette comes after all frames were seen.
            AddressSpaceBytes = options.AddressSpaceBytesMax,
            FileBytes = options.FilmBytesMax,
        };
        var result = await processes.RunAsync(request, limits, cancellationToken);
        if (!result.Succeeded) throw new EncodingException($"The GIF was not made: {result.Summary()}");
    }
}
