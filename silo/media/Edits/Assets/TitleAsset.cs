namespace Framemill.Media.Edits;

public sealed record TitleAsset : Asset
{
    public override AssetKind Kind => AssetKind.Title;

    public required string Text { get; init; }

    public TitleStyle Style { get; init; }

    public TitleSize Size { get; init; } = TitleSize.Medium;

    public Rgba Color { get; init; } = Rgba.White;

    public Rgba? Background { get; init; }

    public Position Position { get; init; } = Position.Center;

    public Offset Offset { get; init; } = Offset.None;
}
