using System.Text.Json.Serialization;

namespace Framemill.Media.Edits;

/// <summary>What a clip shows or plays.</summary>
[JsonDerivedType(typeof(VideoAsset), "video")]
[JsonDerivedType(typeof(ImageAsset), "image")]
[JsonDerivedType(typeof(AudioAsset), "audio")]
[JsonDerivedType(typeof(TextAsset), "text")]
[JsonDerivedType(typeof(RichTextAsset), "rich-text")]
[JsonDerivedType(typeof(TitleAsset), "title")]
[JsonDerivedType(typeof(CaptionAsset), "caption")]
[JsonDerivedType(typeof(RichCaptionAsset), "rich-caption")]
[JsonDerivedType(typeof(TextToSpeechAsset), "text-to-speech")]
[JsonDerivedType(typeof(ShapeAsset), "shape")]
[JsonDerivedType(typeof(SvgAsset), "svg")]
[JsonDerivedType(typeof(LumaAsset), "luma")]
[JsonDerivedType(typeof(HtmlAsset), "html")]
[JsonDerivedType(typeof(Html5Asset), "html5")]
[JsonDerivedType(typeof(TextToImageAsset), "text-to-image")]
[JsonDerivedType(typeof(ImageToVideoAsset), "image-to-video")]
public abstract record Asset
{
    private protected Asset() { }

    [JsonIgnore]
    public abstract AssetKind Kind { get; }

    /// <summary>False for what is only heard.</summary>
    [JsonIgnore]
    public virtual bool HasPicture => true;
}
