namespace Framemill.Media.Edits;

public sealed record HtmlAsset : Asset
{
    public override AssetKind Kind => AssetKind.Html;

    public required string Html { get; init; }

    public string? Css { get; init; }

    public int? Width { get; init; }

    public int? Height { get; init; }

    public Rgba? Background { get; init; }

    public Position Position { get; init; } = Position.Center;
}
