using Framemill.Media.Edits;
using Framemill.Media.Text.Scenes;

namespace Framemill.Media.Text.Looks;

/// <summary>How the words of a rich caption look while they are being spoken.</summary>
public static class ActiveWordLook
{
    private static readonly Rgba s_highlight = new(255, 214, 10);

    /// <summary>Null where spoken words look like the others.</summary>
    /// <param name="letters">The look of the other words, in pixels.</param>
    /// <param name="scale">Those pixels for each pixel of the asset.</param>
    public static ActiveLook? Of(RichCaptionAsset asset, Lettering letters, double scale)
    {
        var isLit = asset.Animation.Style is CaptionAnimationStyle.Highlight or CaptionAnimationStyle.Karaoke
            or CaptionAnimationStyle.Pop;
        if (asset.Animation.Style == CaptionAnimationStyle.None || (asset.Active is null && !isLit)) return null;
        var active = asset.Active ?? new();
        var font = active.Font ?? new();
        // A word that nothing else distinguishes is yellow.
        var colour = font.Color ?? (IsPlain(active) && isLit ? s_highlight : null);
        var size = (font.Size ?? letters.Size / scale) * scale;
        return new(
            new()
            {
                Colour = (colour ?? letters.Colour).WithOpacity(font.Opacity),
                Gradient = colour is null ? letters.Gradient : null,
                Stroke = active.WithoutStroke ? null : Scaled(AssetLook.Of(active.Stroke), scale) ?? letters.Stroke,
                Shadow = active.WithoutShadow ? null : Scaled(AssetLook.Of(active.Shadow), scale) ?? letters.Shadow,
                Decoration = active.Decoration == TextDecoration.None ? letters.Decoration : active.Decoration,
                Plate = font.Background is { } plate
                    ? new(plate.WithOpacity(font.Opacity), size * 0.14, HugsText: true, size * 0.12, -size * 0.04)
                    : null,
                KeepsMarkup = colour is null,
            },
            OwnLetters(font, letters, size));
    }

    private static bool IsPlain(ActiveWord active) =>
        active is { Decoration: TextDecoration.None, Stroke: null, Shadow: null }
        && active.Font is null or { Background: null, Size: null, Weight: null, Family: null };

    private static Lettering? OwnLetters(TextFont font, Lettering letters, double size)
    {
        var own = letters with
        {
            Family = font.Family ?? letters.Family,
            Weight = font.Weight ?? letters.Weight,
            Size = size,
        };
        return own == letters
            ? null
            : own with
            {
                // One word on a line of its own: nothing of the box around it counts.
                BoxWidth = null, BoxHeight = null, Background = null, Border = null, Padding = Padding.None,
                LineHeight = null, Balanced = false, Case = TextCase.None,
            };
    }

    private static LetterOutline? Scaled(LetterOutline? stroke, double by) =>
        stroke is null ? null : stroke with { Width = stroke.Width * by };

    private static LetterShadow? Scaled(LetterShadow? shadow, double by) => shadow is null
        ? null
        : shadow with { OffsetX = shadow.OffsetX * by, OffsetY = shadow.OffsetY * by, Blur = shadow.Blur * by };
}
