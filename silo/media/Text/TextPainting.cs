using Framemill.Media.Edits;
using Framemill.Media.Text.Native;

namespace Framemill.Media.Text;

/// <summary>Paints what is no letter: plates, borders, shapes; and mixes the colours of letters.</summary>
internal static class TextPainting
{
    public static void PaintShape(
        CairoContext target, TextArea area, double radius, Rgba fill, Rgba stroke, double strokeWidth)
    {
        if (fill.Alpha > 0)
        {
            SetSource(target, fill);
            RoundedRectangle(target, area, radius);
            Cairo.Fill(target);
        }

        if (stroke.Alpha == 0) return;
        SetSource(target, stroke);
        Cairo.SetLineWidth(target, strokeWidth);
        RoundedRectangle(target, area, radius);
        Cairo.Stroke(target);
    }

    public static void PaintPlate(CairoContext target, Lettering style, TextPlan plan)
    {
        if (plan.Plate is { } plate && style.Background is { } background)
        {
            SetSource(target, background.Colour);
            RoundedRectangle(target, plate, background.Radius);
            Cairo.Fill(target);
        }

        if (style.Border is { Width: > 0 } border)
        {
            SetSource(target, border.Colour);
            Cairo.SetLineWidth(target, border.Width);
            var box = new TextArea(0, 0, plan.BoxWidth, plan.BoxHeight);
            RoundedRectangle(target, box.Grown(-border.Width / 2), border.Radius);
            Cairo.Stroke(target);
        }
    }

    public static CairoPattern Pattern(LetterGradient gradient, TextPlan plan)
    {
        var (x, y) = (plan.BoxWidth / 2, plan.BoxHeight / 2);
        var pattern = gradient.IsRadial
            ? Cairo.RadialGradient(x, y, 0, x, y, Math.Sqrt((x * x) + (y * y)))
            : Linear(gradient.AngleDegrees, x, y);
        foreach (var (offset, colour) in gradient.Stops)
            Cairo.AddColorStop(pattern, offset, colour.Red / 255.0, colour.Green / 255.0, colour.Blue / 255.0,
                colour.Alpha / 255.0);
        return pattern;
    }

    /// <summary>As CSS draws it: the line's ends are where the corners of the box are first and last met.</summary>
    private static CairoPattern Linear(double degrees, double x, double y)
    {
        var (sine, cosine) = Math.SinCos(degrees * Math.PI / 180);
        var half = Math.Abs(x * sine) + Math.Abs(y * cosine);
        return Cairo.LinearGradient(x - (half * sine), y + (half * cosine), x + (half * sine), y - (half * cosine));
    }

    public static void SetSource(CairoContext target, Rgba colour) => Cairo.SetSourceRgba(
        target, colour.Red / 255.0, colour.Green / 255.0, colour.Blue / 255.0, colour.Alpha / 255.0);

    public static void RoundedRectangle(CairoContext target, TextArea area, double radius)
    {
        Cairo.NewPath(target);
        if (area.Width <= 0 || area.Height <= 0) return; // A border may be wider than all that it runs around.
        radius = Math.Clamp(radius, 0, Math.Min(area.Width, area.Height) / 2);
        if (radius == 0)
        {
            Cairo.Rectangle(target, area.X, area.Y, area.Width, area.Height);
            return;
        }

        const double Quarter = Math.PI / 2;
        var (right, bottom) = (area.X + area.Width, area.Y + area.Height);
        Cairo.Arc(target, right - radius, area.Y + radius, radius, -Quarter, 0);
        Cairo.Arc(target, right - radius, bottom - radius, radius, 0, Quarter);
        Cairo.Arc(target, area.X + radius, bottom - radius, radius, Quarter, 2 * Quarter);
        Cairo.Arc(target, area.X + radius, area.Y + radius, radius, 2 * Quarter, 3 * Quarter);
        Cairo.ClosePath(target);
    }
}
