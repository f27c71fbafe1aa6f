namespace Framemill.Media.Edits;

public sealed record TextToImageAsset : Asset
{
    public override AssetKind Kind => AssetKind.TextToImage;

    public required string Prompt { get; init; }

    public int? Width { get; init; }

    public int? Height { get; init; }

    public Crop Crop { get; init; } = Crop.None;
}
