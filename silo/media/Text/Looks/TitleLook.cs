using Framemill.Media.Edits;

namespace Framemill.Media.Text.Looks;

/// <summary>The ten styles of <c>title</c>, each a face, a weight and a way of setting capitals.</summary>
public static class TitleLook
{
    public static Lettering Of(TitleAsset asset, LookSpace space)
    {
        var face = Face(asset.Style);
        var size = Height(asset.Size) * face.Size * space.ShortSide;
        var (horizontal, vertical) = Sides(asset.Position);
        return face with
        {
            Size = size,
            LetterSpacing = face.LetterSpacing * size,
            Colour = asset.Color,
            Gradient = null,
            Stroke = face.Stroke is { } stroke ? stroke with { Width = stroke.Width * size } : null,
            Shadow = face.Shadow is { } shadow
                ? shadow with
                {
                    OffsetX = shadow.OffsetX * size, OffsetY = shadow.OffsetY * size, Blur = shadow.Blur * size,
                }
                : null,
            Background = asset.Background is { Alpha: > 0 } plate
                ? new(plate, 0, HugsText: true, size * 0.35, size * 0.15)
                : null,
            Padding = AssetLook.Plus(Padding.None, space.ShortSide * 0.05),
            Horizontal = horizontal,
            Vertical = vertical,
            BoxWidth = space.Width,
            BoxHeight = space.Height,
        };
    }

    /// <summary>Lengths as fractions of the size; the size itself relative to the plain style's.</summary>
    private static Lettering Face(TitleStyle style) => style switch
    {
        TitleStyle.Minimal => new() { Family = "Open Sans", Weight = 400, Size = 1, LineHeight = 1.2 },
        TitleStyle.Blockbuster => new()
        {
            Family = "Roboto Condensed", Weight = 700, Size = 1.3, Case = TextCase.Uppercase, LetterSpacing = 0.02,
            LineHeight = 1.05,
        },
        TitleStyle.Vogue => new()
        {
            Family = "Noto Serif Display", Weight = 500, Size = 1.2, LetterSpacing = 0.01, LineHeight = 1.15,
        },
        TitleStyle.Sketchy => new()
        {
            Family = "Sue Ellen Francisco, Noto Sans Display", Weight = 300, Italic = true, Size = 1.15,
            LineHeight = 1.1,
        },
        TitleStyle.Skinny => new()
        {
            Family = "Roboto", Weight = 100, Size = 1.2, Case = TextCase.Uppercase, LetterSpacing = 0.08,
            LineHeight = 1.2,
        },
        TitleStyle.Chunk => new()
        {
            Family = "Open Sans", Weight = 800, Size = 1.15, Case = TextCase.Uppercase, LetterSpacing = -0.01,
            LineHeight = 1.05,
        },
        TitleStyle.ChunkLight => new()
        {
            Family = "Open Sans", Weight = 300, Size = 1.15, Case = TextCase.Uppercase, LetterSpacing = 0.01,
            LineHeight = 1.05,
        },
        TitleStyle.Marker => new()
        {
            Family = "Permanent Marker, Noto Sans Display", Weight = 900, Italic = true, Size = 1.05, LineHeight = 1.1,
        },
        TitleStyle.Future => new()
        {
            Family = "Noto Sans Mono, DejaVu Sans Mono, Roboto", Weight = 300, Size = 0.9, Case = TextCase.Uppercase,
            LetterSpacing = 0.12, LineHeight = 1.25,
        },
        TitleStyle.Subtitle => new()
        {
            Family = "Open Sans", Weight = 600, Size = 0.7, LineHeight = 1.25,
            Stroke = new(new Rgba(0, 0, 0, 200), 0.05),
            Shadow = new(new Rgba(0, 0, 0, 140), 0, 0.04, 0.12),
        },
        _ => throw new ArgumentOutOfRangeException(nameof(style), style, null),
    };

    /// <summary>Letter height as a fraction of the frame's short side.</summary>
    private static double Height(TitleSize size) => size switch
    {
        TitleSize.ExtraExtraSmall => 0.03,
        TitleSize.ExtraSmall => 0.042,
        TitleSize.Small => 0.058,
        TitleSize.Medium => 0.08,
        TitleSize.Large => 0.11,
        TitleSize.ExtraLarge => 0.15,
        TitleSize.ExtraExtraLarge => 0.2,
        _ => throw new ArgumentOutOfRangeException(nameof(size), size, null),
    };

    private static (TextAlignment Horizontal, TextAlignment Vertical) Sides(Position position) => position switch
    {
        Position.Top => (TextAlignment.Centre, TextAlignment.Start),
        Position.TopRight => (TextAlignment.End, TextAlignment.Start),
        Position.Right => (TextAlignment.End, TextAlignment.Centre),
        Position.BottomRight => (TextAlignment.End, TextAlignment.End),
        Position.Bottom => (TextAlignment.Centre, TextAlignment.End),
        Position.BottomLeft => (TextAlignment.Start, TextAlignment.End),
        Position.Left => (TextAlignment.Start, TextAlignment.Centre),
        Position.TopLeft => (TextAlignment.Start, TextAlignment.Start),
        _ => (TextAlignment.Centre, TextAlignment.Centre),
    };
}
