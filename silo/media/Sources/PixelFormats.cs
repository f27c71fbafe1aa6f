using System.Globalization;
using System.Text.RegularExpressions;

namespace Framemill.Media.Sources;

/// <summary>What ffmpeg's names of pixel formats tell.</summary>
internal static partial class PixelFormats
{
    public static bool IsRgb(string name) =>
        name.StartsWith("gbr", StringComparison.Ordinal) || name.Contains("rgb", StringComparison.Ordinal)
        || name.Contains("bgr", StringComparison.Ordinal) || name is "pal8" or "argb" or "abgr";

    public static bool HasAlpha(string name) =>
        name.StartsWith("yuva", StringComparison.Ordinal) || name.StartsWith("gbrap", StringComparison.Ordinal)
        || name.StartsWith("ya", StringComparison.Ordinal) || name.StartsWith("rgba", StringComparison.Ordinal)
        || name.StartsWith("bgra", StringComparison.Ordinal) || name is "argb" or "abgr" or "pal8" or "ayuv64le";

    public static int BitDepth(string name)
    {
        if (name.StartsWith("p010", StringComparison.Ordinal)) return 10;
        var match = Depth().Match(name);
        if (match.Success) return int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture);
        return Wide().IsMatch(name) ? 16 : 8;
    }

    [GeneratedRegex("(?:p|gray|ya|x2rgb|x2bgr)(9|10|12|14|16)(?:le|be)$")]
    private static partial Regex Depth();

    [GeneratedRegex("(48|64)(le|be)$")]
    private static partial Regex Wide();
}
