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
        TitleStyle.Minimal => Own("League Spartan, Open Sans", 400, 1, 1.2),
        TitleStyle.Blockbuster => Own("Bebas Neue, Roboto Condensed", 700, 1.5, 1.05) with
        {
            Case = TextCase.Uppercase, LetterSpacing = 0.02,
        },
        TitleStyle.Vogue => Own("Arapey, Noto Serif Display", 400, 1.25, 1.15) with { LetterSpacing = 0.01 },
        TitleStyle.Sketchy => Own("Sue Ellen Francisco", 400, 1.4, 1.1),
        TitleStyle.Skinny => Own("Roboto", 100, 1.2, 1.2) with { Case = TextCase.Uppercase, LetterSpacing = 0.08 },
        TitleStyle.Chunk => Own("League Spartan, Open Sans", 900, 1.15, 1.05) with
        {
            Case = TextCase.Uppercase, LetterSpacing = -0.02,
        },
        TitleStyle.ChunkLight => Own("League Spartan, Open Sans", 300, 1.15, 1.05) with
        {
            Case = TextCase.Uppercase, LetterSpacing = -0.02,
        },
        TitleStyle.Marker => Own("Permanent Marker", 400, 1.05, 1.15),
        TitleStyle.Future => Own("Play, Noto Sans Mono", 400, 1, 1.25) with
        {
            Case = TextCase.Uppercase, LetterSpacing = 0.14,
        },
        TitleStyle.Subtitle => Own("Open Sans", 600, 0.7, 1.25) with
        {
            Stroke = new(new Rgba(0, 0, 0, 200), 0.05), Shadow = new(new Rgba(0, 0, 0, 140), 0, 0.04, 0.12),
        },
        _ => throw new ArgumentOutOfRangeException(nameof(style), style, null),
    };

    private static Lettering Own(string families, int weight, double size, double lineHeight) => new()
    {
        Family = families, IsOwnFace = true, Weight = weight, Size = size, LineHeight = lineHeight,
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
