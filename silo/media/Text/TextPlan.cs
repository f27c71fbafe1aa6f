using Framemill.Media.Text.Native;

namespace Framemill.Media.Text;

/// <summary>Where everything of a laid out text goes: its box, its letters, its plates, and what of it shows.</summary>
internal sealed record TextPlan
{
    public required double BoxWidth { get; init; }
    public required double BoxHeight { get; init; }

    /// <summary>Where the layout's own origin lies in the box.</summary>
    public required double TextX { get; init; }
    public required double TextY { get; init; }

    public required TextArea? Plate { get; init; }

    /// <summary>All that can hold ink, in whole even pixels of the box.</summary>
    public required InkBounds Ink { get; init; }

    public static TextPlan Measure(PangoLayout layout, Lettering style)
    {
        Pango.GetExtents(layout, out var inkUnits, out var logicalUnits);
        var ink = TextArea.FromUnits(inkUnits);
        var logical = TextArea.FromUnits(logicalUnits);
        var padding = style.Padding;
        var boxWidth = style.BoxWidth ?? (logical.Width + padding.Left + padding.Right);
        var boxHeight = style.BoxHeight ?? (logical.Height + padding.Top + padding.Bottom);
        var room = boxHeight - padding.Top - padding.Bottom - logical.Height;
        // A layout narrower than its room lies in it as its lines lie in the layout.
        var width = style.BoxWidth is null ? logical.Width : Pango.GetWidth(layout) / (double)Pango.Scale;
        var spare = boxWidth - padding.Left - padding.Right - width;
        var textX = padding.Left - (style.BoxWidth is null ? logical.X : 0) + (spare * (int)style.Horizontal / 2);
        var textY = padding.Top - logical.Y + style.Vertical switch
        {
            TextAlignment.Start => 0,
            TextAlignment.Centre => room / 2,
            _ => room,
        };

        var plate = PlateOf(style, logical.Moved(textX, textY), boxWidth, boxHeight);
        var letters = ink.Moved(textX, textY);
        var stroke = style.Stroke?.Width ?? 0;
        var all = letters.IsEmpty ? TextArea.Empty : letters.Grown(stroke + 1);
        if (style.Shadow is { } shadow && !all.IsEmpty)
            all = all.Joined(all.Moved(shadow.OffsetX, shadow.OffsetY).Grown((shadow.Blur * 2) + 1));
        var plan = new TextPlan
        {
            BoxWidth = boxWidth,
            BoxHeight = boxHeight,
            TextX = textX,
            TextY = textY,
            Plate = plate,
            Ink = default,
        };
        return plan with { Ink = InkBounds.Around(all.Joined(BackBounds(style, plan))) };
    }

    /// <summary>What lies behind the letters: plate and border.</summary>
    public static TextArea BackBounds(Lettering style, TextPlan plan)
    {
        var area = plan.Plate ?? TextArea.Empty;
        return style.Border is { } border
            ? area.Joined(new TextArea(0, 0, plan.BoxWidth, plan.BoxHeight).Grown(border.Width))
            : area;
    }

    private static TextArea? PlateOf(Lettering style, TextArea text, double boxWidth, double boxHeight)
    {
        if (style.Background is not { } background || background.Colour.Alpha == 0) return null;
        if (!background.HugsText) return new(0, 0, boxWidth, boxHeight);
        if (text.IsEmpty) return null;
        return new(text.X - background.MarginX, text.Y - background.MarginY,
            text.Width + (2 * background.MarginX), text.Height + (2 * background.MarginY));
    }
}

/// <summary>A rectangle in pixels.</summary>
internal readonly record struct TextArea(double X, double Y, double Width, double Height)
{
    public static readonly TextArea Empty;

    public bool IsEmpty => Width <= 0 || Height <= 0;

    public static TextArea FromUnits(PangoRectangle units) => new(
        units.X / (double)Pango.Scale, units.Y / (double)Pango.Scale,
        units.Width / (double)Pango.Scale, units.Height / (double)Pango.Scale);

    public TextArea Moved(double x, double y) => new(X + x, Y + y, Width, Height);

    public TextArea Grown(double by) => new(X - by, Y - by, Width + (2 * by), Height + (2 * by));

    public TextArea Intersect(TextArea other)
    {
        var left = Math.Max(X, other.X);
        var top = Math.Max(Y, other.Y);
        var right = Math.Min(X + Width, other.X + other.Width);
        var bottom = Math.Min(Y + Height, other.Y + other.Height);
        return right <= left || bottom <= top ? Empty : new(left, top, right - left, bottom - top);
    }

    public TextArea Joined(TextArea other)
    {
        if (IsEmpty) return other;
        if (other.IsEmpty) return this;
        var left = Math.Min(X, other.X);
        var top = Math.Min(Y, other.Y);
        return new(left, top, Math.Max(X + Width, other.X + other.Width) - left,
            Math.Max(Y + Height, other.Y + other.Height) - top);
    }
}

/// <summary>Whole pixels, even in place and size so that half-size chroma lines up.</summary>
internal readonly record struct InkBounds(int X, int Y, int Width, int Height)
{
    public bool IsEmpty => Width <= 0 || Height <= 0;

    public static InkBounds Around(TextArea area)
    {
        if (area.IsEmpty) return default;
        var left = Floor(area.X);
        var top = Floor(area.Y);
        return new(left, top, Ceiling(area.X + area.Width) - left, Ceiling(area.Y + area.Height) - top);
    }

    private static int Floor(double value) => (int)Math.Floor(value / 2) * 2;

    private static int Ceiling(double value) => (int)Math.Ceiling(value / 2) * 2;
}
