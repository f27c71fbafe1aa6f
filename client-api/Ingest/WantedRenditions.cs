using System.Globalization;
using System.Text.Json;
using Framemill.Api.Vendor;

namespace Framemill.Api.Ingest;

/// <summary>Reads which further forms of a source are wanted; what is wrong goes to the body's faults.</summary>
internal static class WantedRenditions
{
    private const int CountMax = 10;

    private static readonly string[] Formats =
    [
        "mp4", "webm", "mov", "avi", "mkv", "ogv", "wmv", "avif", "gif", "mp3", "wav", "jpg", "png", "webp", "tif",
    ];

    private static readonly string[] Fits = ["cover", "contain", "crop"];
    private static readonly string[] Resolutions = ["preview", "mobile", "sd", "hd", "fhd"];
    private static readonly double[] Rates = [12, 15, 23.976, 24, 25, 29.97, 30, 48, 50, 59.94, 60];

    private static readonly string[] Known =
    [
        "format", "size", "fit", "resolution", "quality", "fps", "speed", "keyframeInterval", "fixOffset",
        "fixRotation", "enhance", "filename",
    ];

    /// <summary>The JSON of each.</summary>
    public static IReadOnlyList<string> Read(JsonElement outputs, VendorBody body)
    {
        if (outputs.TryGetProperty("transcription", out _))
        {
            body.Fault("/outputs/transcription", "not_available",
                "Nothing is written down from speech here: no speech model serves it.");
        }

        if (!outputs.TryGetProperty("renditions", out var list)) return [];
        if (list.ValueKind != JsonValueKind.Array || list.GetArrayLength() > CountMax)
        {
            body.Fault("/outputs/renditions", "wrong_type", $"This must be a list of at most {CountMax} objects.");
            return [];
        }

        foreach (var (index, rendition) in list.EnumerateArray().Index())
            Check(rendition, $"/outputs/renditions/{index}", body);
        return [.. list.EnumerateArray().Select(r => r.GetRawText())];
    }

    private static void Check(JsonElement rendition, string place, VendorBody body)
    {
        if (rendition.ValueKind != JsonValueKind.Object)
        {
            body.Fault(place, "wrong_type", "This must be an object.");
            return;
        }

        foreach (var member in rendition.EnumerateObject())
        {
            var problem = member.Name switch
            {
                "format" => Word(member.Value, Formats),
                "fit" => Word(member.Value, Fits),
                "resolution" => Word(member.Value, Resolutions),
                "fps" => member.Value.ValueKind == JsonValueKind.Number && Rates.Contains(member.Value.GetDouble())
                    ? null : "This rate is not offered.",
                "quality" => Within(member.Value, 1, 100),
                "keyframeInterval" => Within(member.Value, 1, 300),
                "size" => Size(member.Value),
                "speed" => member.Value.ValueKind == JsonValueKind.Object ? null : "This must be an object.",
                _ when Known.Contains(member.Name) => null,
                _ => $"The key \"{member.Name}\" is not known here.",
            };
            if (problem is not null) body.Fault($"{place}/{member.Name}", "invalid_value", problem);
        }
    }

    private static string? Word(JsonElement value, string[] words) =>
        value.ValueKind == JsonValueKind.String && words.Contains(value.GetString())
            ? null : $"Allowed: {string.Join(", ", words)}.";

    private static string? Within(JsonElement value, double least, double most) =>
        Number(value) is { } number && number >= least && number <= most
            ? null : $"This must be a number between {least} and {most}.";

    private static string? Size(JsonElement size)
    {
        if (size.ValueKind != JsonValueKind.Object) return "This must be an object with width and height.";
        return size.EnumerateObject().Select(m => m.Name is "width" or "height" ? Within(m.Value, 1, 4096)
            : $"The key \"{m.Name}\" is not known here.").FirstOrDefault(p => p is not null);
    }

    private static double? Number(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => value.GetDouble(),
        JsonValueKind.String when double.TryParse(
            value.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => number,
        _ => null,
    };
}
