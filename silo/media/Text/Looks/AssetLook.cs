using Framemill.Media.Edits;

namespace Framemill.Media.Text.Looks;

/// <summary>Translations that all kinds of text share.</summary>
internal static class AssetLook
{
    public static TextAlignment Of(HorizontalAlign align) => (TextAlignment)align;

    public static TextAlignment Of(VerticalAlign align) => (TextAlignment)align;

    public static LetterOutline? Of(TextStroke? stroke) =>
        stroke is { Width: > 0 } ? new(stroke.Color.WithOpacity(stroke.Opacity), stroke.Width) : null;

    public static LetterShadow? Of(TextShadow? shadow) => shadow is null
        ? null
        : new(shadow.Color.WithOpacity(shadow.Opacity), shadow.OffsetX, shadow.OffsetY, shadow.Blur);

    public static LetterFrame? Of(TextBorder? border) =>
        border is { Width: > 0 } ? new(border.Color.WithOpacity(border.Opacity), border.Width, border.Radius) : null;

    public static LetterGradient? Of(TextGradient? gradient) => gradient is null
        ? null
        : new(
            gradient.Radial, gradient.Angle,
            [.. gradient.Stops.Select(stop => new ColourStop(stop.Offset, stop.Color))]);

    /// <summary>The plate behind the text, or the one that the font asks for behind its lines.</summary>
    public static LetterPlate? Of(TextBackground? background, TextFont font, double size)
    {
        if (background?.Color is { } colour)
        {
            var margin = background.Padding ?? 0;
            var shade = colour.WithOpacity(background.Opacity);
            return new(shade, background.BorderRadius, background.Wrap, margin, margin);
        }

        return font.Background is { } behind ? new(behind, size * 0.1, HugsText: true, size * 0.2, size * 0.06) : null;
    }

    /// <summary>
    /// As <see cref="Of(TextBackground?, TextFont, double)"/>, but one that wraps the text keeps the asset's padding
    /// around it, or what the contract thinks sensible.
    /// </summary>
    public static LetterPlate? Rich(
        TextBackground? background, TextFont font, double size, Padding padding, TextStroke? stroke)
    {
        const double SensibleOfSize = 0.12;
        if (background is not { Color: { } colour, Wrap: true }) return Of(background, font, size);
        var margin = (background.Padding ?? size * SensibleOfSize) + (stroke?.Width ?? 0);
        return new(
            colour.WithOpacity(background.Opacity), background.BorderRadius, HugsText: true,
            margin + ((padding.Left + padding.Right) / 2), margin + ((padding.Top + padding.Bottom) / 2));
    }

    public static Padding Plus(Padding padding, double all) =>
        new(padding.Top + all, padding.Right + all, padding.Bottom + all, padding.Left + all);
}
