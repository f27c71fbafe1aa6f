using Framemill.Media.Edits;
using Framemill.Media.Text.Captions;

namespace Framemill.Media.Text.Looks;

/// <summary>
/// The look of captions: letters that follow the size of the frame, on a plate that keeps them readable over anything,
/// within nine tenths of the width and above the edge that players cover with their controls. Rich captions look as
/// their asset says, and where it says nothing as the contract has it.
/// </summary>
public static class CaptionLook
{
    private const double WidthOfFrame = 0.9;
    private const double SafeEdgeOfHeight = 0.06;
    private const double LetterHeightOfShortSide = 0.05;
    private const double RichSizeDefault = 24;

    public static Lettering Of(CaptionAsset asset, LookSpace space, CaptionPlace place)
    {
        var size = asset.Font.Size ?? Math.Round(space.ShortSide * LetterHeightOfShortSide);
        // The vendor's margins are fractions of the frame.
        var left = asset.MarginLeft is { } leftPart ? leftPart * space.Width : space.Width * (1 - WidthOfFrame) / 2;
        var right = asset.MarginRight is { } rightPart ? rightPart * space.Width : space.Width * (1 - WidthOfFrame) / 2;
        return Base(asset.Font, asset.Stroke, asset.Background, size) with
        {
            Padding = new(asset.MarginTop * space.Height ?? SafeEdge(space), right, SafeEdge(space), left),
            Horizontal = place.Horizontal,
            // A margin above the text means that it hangs from there.
            Vertical = asset.MarginTop is null ? place.Vertical : TextAlignment.Start,
            BoxWidth = space.Width,
            BoxHeight = space.Height,
        };
    }

    public static Lettering Of(RichCaptionAsset asset, LookSpace space, CaptionPlace place)
    {
        var font = asset.Font;
        var size = font.Size ?? asset.Style.Size ?? RichSizeDefault;
        var isPlacedByFile = place != CaptionPlace.Default;
        return new()
        {
            Family = font.Family ?? "Roboto",
            Size = size,
            Weight = font.Weight ?? 400,
            Italic = font.Italic,
            Colour = (font.Color ?? Rgba.White).WithOpacity(font.Opacity),
            LineHeight = font.LineHeight ?? asset.Style.LineHeight,
            LetterSpacing = asset.Style.LetterSpacing,
            Case = asset.Style.Case,
            Decoration = asset.Style.Decoration,
            Gradient = AssetLook.Of(asset.Style.Gradient),
            Stroke = AssetLook.Of(asset.Stroke),
            Shadow = AssetLook.Of(asset.Shadow),
            Background = AssetLook.Rich(asset.Background, font, size, asset.Padding, asset.Stroke),
            Border = AssetLook.Of(asset.Border),
            Padding = RichPadding(asset, space),
            Horizontal = isPlacedByFile ? place.Horizontal : AssetLook.Of(asset.Horizontal),
            Vertical = isPlacedByFile ? place.Vertical : AssetLook.Of(asset.Vertical),
            BoxWidth = space.Width,
            BoxHeight = space.Height,
            Balanced = true,
        };
    }

    /// <summary>A box of the clip's own is filled up to its padding; the frame only up to its safe edges.</summary>
    private static Padding RichPadding(RichCaptionAsset asset, LookSpace space)
    {
        var side = space.ClipWidth is null ? space.Width * (1 - WidthOfFrame) / 2 : 0;
        var edge = space.ClipHeight is null ? SafeEdge(space) : 0;
        var padding = AssetLook.Plus(asset.Padding, asset.Border?.Width ?? 0);
        return new(
            Math.Max(padding.Top, edge), Math.Max(padding.Right, side), Math.Max(padding.Bottom, edge),
            Math.Max(padding.Left, side));
    }

    private static double SafeEdge(LookSpace space) => space.Height * SafeEdgeOfHeight;

    private static Lettering Base(TextFont font, TextStroke? stroke, TextBackground? background, double size)
    {
        var isBare = stroke is null && background is null && font.Background is null;
        var margin = background?.Padding ?? size * 0.3;
        return new()
        {
            Family = font.Family ?? "Open Sans",
            Size = size,
            Weight = font.Weight ?? 600,
            Italic = font.Italic,
            Colour = (font.Color ?? Rgba.White).WithOpacity(font.Opacity),
            LineHeight = font.LineHeight,
            Balanced = true,
            Stroke = AssetLook.Of(stroke),
            Background = isBare
                ? new(new Rgba(0, 0, 0, 165), size * 0.2, HugsText: true, size * 0.35, size * 0.12)
                : background?.Color is { } colour
                    ? new(
                        colour.WithOpacity(background.Opacity), background.BorderRadius, HugsText: true, margin,
                        margin * 0.5)
                    : AssetLook.Of(background, font, size),
        };
    }
}
