using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Framemill.Assets;
using Framemill.Media.Processes;
using Framemill.Media.Sources;
using Framemill.Storage.Objects;

namespace Framemill.Silo.Adapters;

/// <summary>Converts a stored file to another form, by ffmpeg in a child with limits.</summary>
internal sealed class MediaRenditions(
    ProcessRunner processes, MediaProbe probe, DiskObjectStore objects, TimeProvider time)
{
    private static readonly Dictionary<string, (int Width, int Height)> Resolutions = new()
    {
        ["preview"] = (512, 288), ["mobile"] = (640, 360), ["sd"] = (1024, 576), ["hd"] = (1280, 720),
        ["fhd"] = (1920, 1080),
    };

    private static readonly string[] X264 =
        ["-c:v", "libx264", "-preset", "veryfast", "-pix_fmt", "yuv420p", "-c:a", "aac"];

    private static readonly Dictionary<string, string[]> Codecs = new()
    {
        ["mp4"] = [.. X264, "-movflags", "+faststart"],
        ["mov"] = X264,
        ["mkv"] = X264,
        ["avi"] = ["-c:v", "mpeg4", "-c:a", "libmp3lame"],
        ["webm"] = ["-c:v", "libvpx-vp9", "-cpu-used", "6", "-row-mt", "1", "-pix_fmt", "yuv420p", "-c:a", "libopus"],
        ["ogv"] = ["-c:v", "libtheora", "-c:a", "libvorbis"],
        ["wmv"] = ["-c:v", "wmv2", "-c:a", "wmav2"],
        ["gif"] = ["-an", "-f", "gif"],
        ["mp3"] = ["-vn", "-c:a", "libmp3lame"],
        ["wav"] = ["-vn", "-c:a", "pcm_s16le"],
        ["jpg"] = ["-an", "-frames:v", "1", "-c:v", "mjpeg", "-pix_fmt", "yuvj420p", "-f", "image2"],
        ["png"] = ["-an", "-frames:v", "1", "-c:v", "png", "-f", "image2"],
        ["webp"] = ["-an", "-frames:v", "1", "-c:v", "libwebp", "-f", "webp"],
        ["tif"] = ["-an", "-frames:v", "1", "-c:v", "tiff", "-f", "image2"],
        ["avif"] = ["-an", "-frames:v", "1", "-c:v", "libaom-av1", "-still-picture", "1", "-cpu-used", "8"],
    };

    private static readonly ProcessLimits Limits = new()
    {
        WallTime = TimeSpan.FromMinutes(20), StallTime = null, CpuSeconds = 3600, AddressSpaceBytes = 6L << 30,
    };

    /// <param name="facts">Of the file; null when nothing is known of it.</param>
    public async Task<AssetRendition> MakeAsync(
        string path, MediaFacts? facts, string wanted, string fileId, int number, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var id = AssetKeys.IdOf(fileId, $"rendition {number}");
        var failed = new AssetRendition { Id = id, Transformation = wanted };
        if (facts is null) return failed with { Error = "The source is no media." };
        var transformation = JsonElement.Parse(wanted);
        var format = Word(transformation, "format") ?? (facts.HasVideo ? "mp4" : facts.HasSound ? "mp3" : "jpg");
        if (transformation.TryGetProperty("enhance", out _))
            return failed with { Error = "Enhancing sound needs a service that is not available here." };
        var target = objects.NewTemporaryPath("." + format);
        try
        {
            var request = new ProcessRequest
            {
                Tool = Ffmpeg.Tool,
                Arguments =
                [
                    .. Ffmpeg.Quiet(), "-y", .. Ffmpeg.Input(path), .. Arguments(transformation, format, facts),
                    "-map_metadata", "-1", Ffmpeg.FileUrl(target),
                ],
            };
            var result = await processes.RunAsync(request, Limits, cancellationToken);
            if (!result.Succeeded) return failed with { Error = $"It was not converted: {result.Summary()}" };
            var made = await probe.ProbeAsync(target, cancellationToken);
            var key = ObjectKeys.Asset(fileId, $"rendition-{number}.{format}");
            await objects.PutFileAsync(key, target, cancellationToken);
            return failed with
            {
                File = MediaAssetMaker.FileOf(key, made.Value),
                Seconds = Math.Round(time.GetElapsedTime(started).TotalSeconds, 3),
            };
        }
        finally
        {
            File.Delete(target);
        }
    }

    /// <summary>What stands between input and output.</summary>
    internal static IReadOnlyList<string> Arguments(JsonElement wanted, string format, MediaFacts facts)
    {
        var arguments = new List<string>(Codecs[format]);
        var isSound = format is "mp3" or "wav";
        var filters = new List<string>();
        if (!isSound && Box(wanted, facts) is { } box) filters.Add(Scale(box, Word(wanted, "fit") ?? "crop"));
        if (!isSound && facts.HasPixels && format is "mp4" or "mov" or "mkv" or "webm" or "ogv" or "wmv" or "avi")
            filters.Add("scale=trunc(iw/2)*2:trunc(ih/2)*2");
        if (Number(wanted, "fps") is { } rate && !isSound) filters.Add($"fps={Rate(rate)}");
        if (Number(wanted, "speed", "speed") is { } speed and > 0 and <= 10)
        {
            if (facts.HasVideo && !isSound) filters.Add(Invariant($"setpts=PTS/{speed}"));
            if (facts.HasSound) arguments.AddRange(["-af", Tempo(speed)]);
        }

        if (filters.Count > 0) arguments.AddRange(["-vf", string.Join(',', filters)]);
        if (Number(wanted, "keyframeInterval") is { } interval && !isSound)
            arguments.AddRange(["-g", Invariant($"{interval}")]);
        if (Number(wanted, "quality") is { } quality) arguments.AddRange(Quality(format, quality));
        return arguments;
    }

    /// <summary>The vendor's 1 to 100, where 100 is best, on each codec's own scale.</summary>
    private static string[] Quality(string format, double quality) => format switch
    {
        "mp4" or "mov" or "mkv" => ["-crf", Invariant($"{Math.Round(41 - (quality * 0.25))}")],
        "webm" => ["-b:v", "0", "-crf", Invariant($"{Math.Round(55 - (quality * 0.35))}")],
        "jpg" => ["-q:v", Invariant($"{Math.Round(31 - (quality * 0.29))}")],
        "webp" => ["-q:v", Invariant($"{Math.Round(quality)}")],
        "mp3" => ["-b:a", Invariant($"{Math.Round(64 + (quality * 2.56))}k")],
        _ => [],
    };

    private static (int Width, int Height)? Box(JsonElement wanted, MediaFacts facts)
    {
        if (!facts.HasPixels) return null;
        if (Number(wanted, "size", "width") is { } wide && Number(wanted, "size", "height") is { } high)
            return ((int)wide, (int)high);
        if (Number(wanted, "size", "width") is { } width)
            return ((int)width, (int)Math.Max(1, Math.Round(width * facts.Size.Height / facts.Size.Width)));
        if (Number(wanted, "size", "height") is { } height)
            return ((int)Math.Max(1, Math.Round(height * facts.Size.Width / facts.Size.Height)), (int)height);
        return Word(wanted, "resolution") is { } name && Resolutions.TryGetValue(name, out var box) ? box : null;
    }

    private static string Scale((int Width, int Height) box, string fit)
    {
        var size = Invariant($"{box.Width}:{box.Height}");
        return fit switch
        {
            "cover" => $"scale={size}",
            "contain" => $"scale={size}:force_original_aspect_ratio=decrease",
            _ => $"scale={size}:force_original_aspect_ratio=increase,crop={size}",
        } + ",setsar=1";
    }

    /// <summary>Broadcast rates as the fractions that they are.</summary>
    private static string Rate(double rate) => rate switch
    {
        23.976 => "24000/1001",
        29.97 => "30000/1001",
        59.94 => "60000/1001",
        _ => Invariant($"{rate}"),
    };

    /// <summary>One filter changes the tempo to a half at least.</summary>
    private static string Tempo(double speed)
    {
        var steps = new List<string>();
        for (; speed < 0.5; speed /= 0.5) steps.Add("atempo=0.5");
        steps.Add(Invariant($"atempo={speed}"));
        return string.Join(',', steps);
    }

    private static string? Word(JsonElement wanted, string name) =>
        wanted.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString() : null;

    private static double? Number(JsonElement wanted, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            if (wanted.ValueKind != JsonValueKind.Object || !wanted.TryGetProperty(name, out wanted)) return null;
        }

        return wanted.ValueKind switch
        {
            JsonValueKind.Number => wanted.GetDouble(),
            JsonValueKind.String when double.TryParse(
                wanted.GetString(), CultureInfo.InvariantCulture, out var number) => number,
            _ => null,
        };
    }

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
