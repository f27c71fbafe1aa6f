using System.Globalization;

namespace Framemill.Media.Edits;

/// <summary>A colour with straight alpha, eight bits a channel.</summary>
public readonly record struct Rgba(byte Red, byte Green, byte Blue, byte Alpha = 255)
{
    public static Rgba Black => new(0, 0, 0);

    public static Rgba White => new(255, 255, 255);

    public static Rgba Transparent => new(0, 0, 0, 0);

    /// <summary>The same colour, as opaque as its own alpha times <paramref name="opacity"/>.</summary>
    public Rgba WithOpacity(double opacity) =>
        this with { Alpha = (byte)Math.Round(Alpha * Math.Clamp(opacity, 0, 1), MidpointRounding.AwayFromZero) };

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"#{Red:x2}{Green:x2}{Blue:x2}{Alpha:x2}");
}
