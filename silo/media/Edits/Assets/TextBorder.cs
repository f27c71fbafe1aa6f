namespace Framemill.Media.Edits;

public sealed record TextBorder
{
    public double Width { get; init; }

    public Rgba Color { get; init; } = Rgba.Black;

    public double Opacity { get; init; } = 1;

    public double Radius { get; init; }
}
