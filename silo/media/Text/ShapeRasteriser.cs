using Framemill.Media.Edits;
using Framemill.Media.Text.Native;

namespace Framemill.Media.Text;

/// <summary>Draws rectangles, circles and lines in the middle of their box.</summary>
internal static class ShapeRasteriser
{
    /// <summary>Null where nothing can be seen.</summary>
    /// <param name="scale">Pixels for each unit of the asset.</param>
    public static TextRaster? Draw(ShapeAsset asset, double boxWidth, double boxHeight, double scale)
    {
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

    private static (double Width, double Height, double Radius) Measure(Shape shape) => shape switch
    {
        Shape.Rectangle rectangle => (rectangle.Width, rectangle.Height, rectangle.CornerRadius),
        Shape.Circle circle => (circle.Radius * 2, circle.Radius * 2, circle.Radius),
        Shape.Line line => (line.Length, line.Thickness, 0),
        _ => throw new ArgumentOutOfRangeException(nameof(shape), shape, null),
    };
}
