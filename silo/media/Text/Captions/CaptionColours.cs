using System.Globalization;
using Framemill.Media.Edits;

namespace Framemill.Media.Text.Captions;

/// <summary>The colours that WebVTT knows by class, and the notation of SubRip's font tag.</summary>
internal static class CaptionColours
{
    public static Rgba? Named(string name) => name.ToLowerInvariant() switch
    {
        "white" => new(255, 255, 255),
        "lime" => new(0, 255, 0),
        "green" => new(0, 128, 0),
        "cyan" or "aqua" => new(0, 255, 255),
        "red" => new(255, 0, 0),
        "yellow" => new(255, 255, 0),
        "magenta" or "fuchsia" => new(255, 0, 255),
        "blue" => new(0, 0, 255),
        "black" => new(0, 0, 0),
        "orange" => new(255, 165, 0),
        "gray" or "grey" => new(128, 128, 128),
        _ => null,
    };

    public static Rgba? Parse(string value)
    {
        if (Named(value) is { } named) return named;
        var digits = value.TrimStart('#');
        if (digits.Length != 6
            || !int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var rgb))
        {
            return null;
        }

        return new((byte)(rgb >> 16), (byte)(rgb >> 8), (byte)rgb);
    }
}
