using Framemill.Media.Edits;

namespace Framemill.Media.Text.Looks;

/// <summary>The look of the older <c>text</c>: its own box if it has one, else the clip's.</summary>
public static class TextLook
{
    private const double SizeDefault = 32;

    public static Lettering Of(TextAsset asset, LookSpace space)
    {
        var font = asset.Font;
        var size = font.Size ?? SizeDefault;
        var padding = asset.Background?.Padding ?? 0;
        return new()
        {
            Family = font.Family ?? "Open Sans",
            Size = size,
            Weight = font.Weight ?? 400,
            Italic = font.Italic,
            Colour = (font.Color ?? Rgba.White).WithOpacity(font.Opacity),
            LineHeight = font.LineHeight,
            Stroke = AssetLook.Of(asset.Stroke),
            Background = AssetLook.Of(asset.Background, font, size),
            Padding = asset.Background is { Wrap: false } ? AssetLook.Plus(Padding.None, padding) : Padding.None,
            Horizontal = AssetLook.Of(asset.Horizontal),
            Vertical = AssetLook.Of(asset.Vertical),
            BoxWidth = asset.Width ?? space.Width,
            BoxHeight = asset.Height ?? space.Height,
            // A box of its own masks what does not fit.
            CutsAtBox = asset.Height is not null,
            Ellipsis = asset.Ellipsis is { Length: > 0 } ? asset.Ellipsis : null,
        };
    }
}
