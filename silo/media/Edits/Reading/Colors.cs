using System.Drawing;
using System.Globalization;

namespace Framemill.Media.Edits.Reading;

/// <summary>Reads colours.</summary>
internal static class Colors
{
    /// <summary>#RRGGBB and nothing else, where the contract is strict.</summary>
    public static bool TryReadStrict(string text, out Rgba color)
    {
        color = default;
        return text.Length == 7 && TryHex(text, out color);
    }

    /// <summary>
    /// #RGB, #RRGGBB, #AARRGGBB (alpha FIRST, as the contract has it), rgb(), rgba(), names and transparent.
    /// </summary>
    public static bool TryRead(string text, out Rgba color)
    {
        var trimmed = text.Trim();
        if (trimmed.StartsWith('#'))
            return TryHex(trimmed, out color);
        if (trimmed.StartsWith("rgb", StringComparison.OrdinalIgnoreCase))
            return TryFunction(trimmed, out color);
        return TryName(trimmed, out color);
    }

    private static bool TryHex(string text, out Rgba color)
    {
        color = default;
        var digits = text.AsSpan(1);
        if (text[0] != '#'
            || !uint.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var bits))
        {
            return false;
        }

        switch (digits.Length)
        {
            case 3:
                color = new(Doubled(bits >> 8), Doubled(bits >> 4), Doubled(bits));
                return true;
            case 6:
                color = new((byte)(bits >> 16), (byte)(bits >> 8), (byte)bits);
                return true;
            case 8:
                color = new((byte)(bits >> 16), (byte)(bits >> 8), (byte)bits, (byte)(bits >> 24));
                return true;
            default:
                return false;
        }
    }

    private static byte Doubled(uint bits) => (byte)((bits & 15) * 17);

    private static bool TryFunction(string text, out Rgba color)
    {
        color = default;
        var open = text.IndexOf('(', StringComparison.Ordinal);
        if (open < 0 || !text.EndsWith(')') || text[..open].ToLowerInvariant() is not ("rgb" or "rgba"))
            return false;
        var parts = text[(open + 1)..^1].Split([',', ' ', '/'], StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length is not (3 or 4))
            return false;
        Span<byte> channels = [0, 0, 0, 255];
        for (var i = 0; i < parts.Length; i++)
        {
            var isPercent = parts[i].EndsWith('%');
            var number = isPercent ? parts[i][..^1] : parts[i];
            if (!double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
                || !double.IsFinite(value))
            {
                return false;
            }

            var scale = isPercent ? 2.55 : i == 3 ? 255 : 1;
            channels[i] = (byte)Math.Round(Math.Clamp(value * scale, 0, 255), MidpointRounding.AwayFromZero);
        }

        color = new(channels[0], channels[1], channels[2], channels[3]);
        return true;
    }

    private static bool TryName(string text, out Rgba color)
    {
        color = default;
        if (text.Equals("transparent", StringComparison.OrdinalIgnoreCase))
        {
            color = Rgba.Transparent;
            return true;
        }

        if (!Enum.TryParse<KnownColor>(text, ignoreCase: true, out var known)
            || !char.IsAsciiLetter(text[0])
            || Color.FromKnownColor(known) is not { IsSystemColor: false } named)
        {
            return false;
        }

        color = new(named.R, named.G, named.B);
        return true;
    }
}
