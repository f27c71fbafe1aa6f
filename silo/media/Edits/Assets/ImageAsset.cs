namespace Framemill.Media.Edits;

public sealed record ImageAsset : Asset
{
    public override AssetKind Kind => AssetKind.Image;

    /// <summary>Null when only a prompt was given.</summary>
    public string? Source { get; init; }

    public Generation? Generation { get; init; }

    public Crop Crop { get; init; } = Crop.None;
}
