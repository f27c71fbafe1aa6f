using Framemill.Media.Edits;
using Framemill.Media.Text.Native;

namespace Framemill.Media.Text;

/// <summary>Draws rectangles, circles and lines in the middle of their box.</summary>
internal static class ShapeRasteriser
{
    private const double SideMax = 32_000;

    /// <summary>Null where nothing can be seen.</summary>
    /// <param name="scale">Pixels for each unit of the asset.</param>
    public static TextRaster? Draw(ShapeAsset asset, double boxWidth, double boxHeight, double scale)
    {
        using var alone = TextGate.Lock.EnterScope();
        var fill = asset.FillColor?.WithOpacity(asset.FillOpacity) ?? Rgba.Transparent;
        var stroke = asset.StrokeWidth > 0 ? asset.StrokeColor ?? Rgba.Transparent : Rgba.Transparent;
        if (fill.Alpha == 0 && stroke.Alpha == 0) return null;
        var (width, height, radius) = Measure(asset.Shape);
        var area = new TextArea(
            (boxWidth - width) / 2 * scale, (boxHeight - height) / 2 * scale, width * scale, height * scale);
        var ink = InkBounds.Around(area.Grown((asset.StrokeWidth * scale / 2) + 1));
        if (area.IsEmpty || ink.IsEmpty) return null;

        var raster = new TextRaster(ink.Width, ink.Height)
        {
            OriginX = ink.X, OriginY = ink.Y, BoxWidth = boxWidth * scale, BoxHeight = boxHeight * scale,
        };
        using var surface = Cairo.SurfaceOver(
            raster.Address, Cairo.FormatArgb32, raster.Width, raster.Height, raster.Stride);
        using var target = Cairo.Create(surface);
        Cairo.SetTolerance(target, 0.05);
        Cairo.Translate(target, -ink.X, -ink.Y);
        TextPainting.PaintShape(target, area, radius * scale, fill, stroke, asset.StrokeWidth * scale);
        Cairo.Check(target);
        Cairo.SurfaceFlush(surface);
        return raster;
    }

    /// <summary>
    /// The scale to draw at: as wanted, or less for a shape so large that its picture would not fit into memory.
    /// </summary>
    public static double ScaleWithin(ShapeAsset asset, double wanted, int sideMax, long pixelsMax)
    {
        const int Margin = 8; // For what is rounded up on the way.
        var (width, height, _) = Measure(asset.Shape);
        var stroke = Math.Max(0, asset.StrokeWidth);
        var (across, down) = (Math.Max(1, width + stroke), Math.Max(1, height + stroke));
        var scale = Math.Min(wanted, (sideMax - Margin) / Math.Max(across, down));
        return Math.Min(scale, Math.Sqrt(pixelsMax / (across * down)) * 0.99);
    }

    private static (double Width, double Height, double Radius) Measure(Shape shape) => shape switch
    {
        Shape.Rectangle rectangle => (Side(rectangle.Width), Side(rectangle.Height), rectangle.CornerRadius),
        Shape.Circle circle => (Side(2L * circle.Radius), Side(2L * circle.Radius), SideMax),
        Shape.Line line => (Side(line.Length), Side(line.Thickness), 0),
        _ => throw new ArgumentOutOfRangeException(nameof(shape), shape, null),
    };

    // Beyond this no frame shows an edge of it any more.
    private static double Side(long length) => Math.Clamp(length, 0, SideMax);
}
