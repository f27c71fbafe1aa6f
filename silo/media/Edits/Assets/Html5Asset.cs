namespace Framemill.Media.Edits;

public sealed record Html5Asset : Asset
{
    public override AssetKind Kind => AssetKind.Html5;

    public required string Html { get; init; }

    public string? Css { get; init; }

    public string? Script { get; init; }
}
