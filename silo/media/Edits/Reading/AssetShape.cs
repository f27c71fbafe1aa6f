namespace Framemill.Media.Edits.Reading;

/// <summary>Reads an asset of any kind.</summary>
internal static class AssetShape
{
    /// <summary>Stands in for an asset that could not be read. No edit that holds it is ever handed out.</summary>
    public static Asset Broken { get; } = new ImageAsset();

    /// <summary>Null when the kind is not known.</summary>
    public static Asset? Read(Fields fields)
    {
        if (!fields.Choice("type", EditNames.AssetKinds, out var kind, required: true))
            return null;
        var asset = kind switch
        {
            AssetKind.Video => MediaShapes.Video(fields),
            AssetKind.Image => MediaShapes.Image(fields),
            AssetKind.Audio => MediaShapes.Audio(fields),
            AssetKind.Luma => MediaShapes.Luma(fields),
            AssetKind.TextToSpeech => MediaShapes.TextToSpeech(fields),
            AssetKind.TextToImage => MediaShapes.TextToImage(fields),
            AssetKind.ImageToVideo => MediaShapes.ImageToVideo(fields),
            AssetKind.Text => TextShapes.Text(fields),
            AssetKind.RichText => TextShapes.RichText(fields),
            AssetKind.Title => TextShapes.Title(fields),
            AssetKind.Caption => CaptionShapes.Caption(fields),
            AssetKind.RichCaption => CaptionShapes.RichCaption(fields),
            AssetKind.Shape => DrawnShapes.Shape(fields),
            AssetKind.Svg => DrawnShapes.Svg(fields),
            AssetKind.Html => DrawnShapes.Html(fields),
            AssetKind.Html5 => DrawnShapes.Html5(fields),
            _ => throw new InvalidOperationException($"No reader for {kind}."),
        };
        fields.Close();
        return asset;
    }
}
