namespace Framemill.Media.Edits;

/// <param name="Markup">The drawing itself; the contract has no URL here.</param>
public sealed record SvgAsset(string Markup) : Asset
{
    public override AssetKind Kind => AssetKind.Svg;
}
