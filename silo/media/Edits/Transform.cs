namespace Framemill.Media.Edits;

public sealed record Transform
{
    public static Transform None { get; } = new();

    /// <summary>Degrees, clockwise.</summary>
    public Tweenable Angle { get; init; } = Tweenable.Zero;

    public Tweenable SkewX { get; init; } = Tweenable.Zero;

    public Tweenable SkewY { get; init; } = Tweenable.Zero;

    public bool FlipHorizontal { get; init; }

    public bool FlipVertical { get; init; }
}
