namespace Framemill.Media.Edits;

/// <summary>A line around letters.</summary>
public sealed record TextStroke
{
    public double Width { get; init; }

    public Rgba Color { get; init; } = Rgba.Black;

    public double Opacity { get; init; } = 1;
}
