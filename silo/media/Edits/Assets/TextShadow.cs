namespace Framemill.Media.Edits;

public sealed record TextShadow
{
    /// <summary>Pixels to the right.</summary>
    public double OffsetX { get; init; }

    /// <summary>Pixels down.</summary>
    public double OffsetY { get; init; }

    public double Blur { get; init; }

    public Rgba Color { get; init; } = Rgba.Black;

    public double Opacity { get; init; } = 0.5;
}
