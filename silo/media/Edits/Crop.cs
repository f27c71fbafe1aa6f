namespace Framemill.Media.Edits;

/// <summary>What is cut from each side of an asset, as fractions of its own size.</summary>
public sealed record Crop
{
    public static Crop None { get; } = new();

    public double Top { get; init; }

    public double Bottom { get; init; }

    public double Left { get; init; }

    public double Right { get; init; }
}
