using System.Globalization;
using System.Text;
using Framemill.Media.Processes;
using Framemill.Media.Timelines;

namespace Framemill.Media.Sources;

/// <summary>Reads a picture's header, and refuses what is too large, before a single pixel is decoded.</summary>
internal static class PictureHeader
{
    private const int ShortestDelay = 10;
    private const int UsualDelay = 100;
    private const int PicturesMax = 10_000;

    public static async Task<MediaResult<MediaFacts>> ReadAsync(
        ProcessRunner processes, SourceOptions options, string path, CancellationToken cancellationToken)
    {
        using var input = VipsInput.Of(path);
        var output = await processes.CaptureAsync(
            VipsInput.Request("vipsheader", ["-a", input.Name]),
            ProcessLimits.Brief with
            {
                OutputBytes = 16L << 20,
                WallTime = TimeSpan.FromSeconds(options.ProbeSecondsMax),
            },
            cancellationToken);
        var fields = Fields(Encoding.UTF8.GetString(output.Bytes.Span));
        if (!output.Result.Succeeded || !fields.ContainsKey("width"))
            return ProblemReading.Read(output.Result, "picture");
        var facts = Read(fields);
        if (facts.StoredSize.Pixels > options.PicturePixelsMax)
        {
            return new MediaProblem(MediaProblemCode.TooLarge,
                $"The picture is {facts.StoredSize} pixels ({facts.StoredSize.Pixels / 1_000_000:N0} million); "
                + $"more than {options.PicturePixelsMax / 1_000_000:N0} million are not opened.");
        }

        return facts;
    }

    internal static MediaFacts Read(IReadOnlyDictionary<string, string> fields)
    {
        var stored = new FrameSize(Number(fields, "width"), Number(fields, "height"));
        var turn = Number(fields, "orientation") is >= 1 and <= 8 and var value ? (DisplayTurn)value : DisplayTurn.None;
        var loader = fields.GetValueOrDefault("vips-loader", "");
        var pictures = Number(fields, "n-pages");
        // Pages of a TIFF or a HEIC are other pictures, not a film.
        var moves = pictures > 1
            && (loader.StartsWith("gif", StringComparison.Ordinal)
                || loader.StartsWith("webp", StringComparison.Ordinal));
        var delays = moves ? Delays(fields.GetValueOrDefault("delay", ""), Math.Min(pictures, PicturesMax)) : [];
        return new MediaFacts
        {
            Kind = moves ? MediaKind.Animation : MediaKind.Picture,
            Format = loader,
            StoredSize = stored,
            Size = turn.SwapsSides ? new FrameSize(stored.Height, stored.Width) : stored,
            Turn = turn,
            FrameCount = moves ? delays.Count : 1,
            PictureDelays = delays,
            Duration = moves ? new Rational(delays.Sum(delay => (long)delay), 1000) : null,
            BitDepth = fields.GetValueOrDefault("format", "uchar") is "uchar" or "char" ? 8 : 16,
            HasAlpha = HasAlpha(fields),
            PixelFormat = fields.GetValueOrDefault("interpretation", ""),
        };
    }

    private static bool HasAlpha(IReadOnlyDictionary<string, string> fields)
    {
        var bands = Number(fields, "bands");
        return fields.GetValueOrDefault("interpretation", "") switch
        {
            "b-w" or "grey16" => bands == 2,
            "cmyk" => bands == 5,
            _ => bands is 2 or 4,
        };
    }

    // Browsers show pictures that say "as fast as possible" for a tenth of a second; films follow them.
    private static List<int> Delays(string text, int pictures)
    {
        var given = text.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(word => int.TryParse(word, CultureInfo.InvariantCulture, out var delay) ? delay : 0)
            .Take(pictures)
            .ToList();
        while (given.Count < pictures) given.Add(0);
        return [.. given.Select(delay => delay <= ShortestDelay ? UsualDelay : delay)];
    }

    private static Dictionary<string, string> Fields(string text)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in text.Split('\n'))
        {
            var colon = line.IndexOf(": ", StringComparison.Ordinal);
            if (colon > 0) fields.TryAdd(line[..colon], line[(colon + 2)..].Trim());
        }

        return fields;
    }

    private static int Number(IReadOnlyDictionary<string, string> fields, string name) =>
        int.TryParse(fields.GetValueOrDefault(name), CultureInfo.InvariantCulture, out var value) ? value : 0;
}
