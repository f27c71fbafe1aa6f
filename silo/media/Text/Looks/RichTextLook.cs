using Framemill.Media.Edits;

namespace Framemill.Media.Text.Looks;

/// <summary>
/// The look of <c>rich-text</c>: it fills the clip's box, or without one the frame. What is not said is as the
/// contract has it: small black letters.
/// </summary>
public static class RichTextLook
{
    private const double SizeDefault = 24;

    public static Lettering Of(RichTextAsset asset, LookSpace space)
    {
        var font = asset.Font;
        var size = font.Size ?? SizeDefault;
        return new()
        {
            Family = font.Family ?? "Open Sans",
            Size = size,
            Weight = font.Weight ?? 400,
            Italic = font.Italic,
            Colour = (font.Color ?? Rgba.Black).WithOpacity(font.Opacity),
            Gradient = AssetLook.Of(asset.Style.Gradient),
            LineHeight = font.LineHeight ?? asset.Style.LineHeight,
            LetterSpacing = asset.Style.LetterSpacing,
            WordSpacing = asset.Style.WordSpacing,
            Case = asset.Style.Case,
            Decoration = asset.Style.Decoration,
            Stroke = AssetLook.Of(asset.Stroke),
            Shadow = AssetLook.Of(asset.Shadow),
            Background = AssetLook.Rich(asset.Background, font, size, asset.Padding, asset.Stroke),
            Border = AssetLook.Of(asset.Border),
            Padding = AssetLook.Plus(asset.Padding, asset.Border?.Width ?? 0),
            Horizontal = AssetLook.Of(asset.Horizontal),
            Vertical = AssetLook.Of(asset.Vertical),
            BoxWidth = space.Width,
            BoxHeight = space.Height,
        };
    }
}
