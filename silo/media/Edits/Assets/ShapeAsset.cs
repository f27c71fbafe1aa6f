namespace Framemill.Media.Edits;

public sealed record ShapeAsset : Asset
{
    public override AssetKind Kind => AssetKind.Shape;

    public required Shape Shape { get; init; }

    /// <summary>Of the box in pixels; null for the frame's.</summary>
    public int? Width { get; init; }

    /// <summary>Of the box in pixels; null for the frame's.</summary>
    public int? Height { get; init; }

    /// <summary>Null for no fill.</summary>
    public Rgba? FillColor { get; init; }

    public double FillOpacity { get; init; } = 1;

    public Rgba? StrokeColor { get; init; }

    public double StrokeWidth { get; init; }
}
