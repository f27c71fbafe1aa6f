using Framemill.Media.Text;
using Framemill.Pixels;

namespace Framemill.Media.Composition.Layers;

/// <summary>Drawn text on its way into planes.</summary>
internal static class TextPicture
{
    /// <summary>Draws at <paramref name="pixelsPerUnit"/> times the size; null where nothing can be seen.</summary>
    public static LayerPicture? Draw(
        TextRasteriser rasteriser, PixelPool pool, string text, Lettering look, IReadOnlyList<TextSpan> spans,
        double pixelsPerUnit)
    {
        using var raster = rasteriser.Draw(text, look.Scaled(pixelsPerUnit), spans);
        return Convert(raster, pool, pixelsPerUnit);
    }

    public static LayerPicture? Convert(TextRaster? raster, PixelPool pool, double pixelsPerUnit)
    {
        if (raster is null) return null;
        var image = PlanarImage.Allocate(pool, raster.Width, raster.Height, hasAlpha: true);
        PixelConvert.FromPremultipliedBgra(raster.Pixels, raster.Stride, image);
        return new(image, AffineTransform.Identity.Translate(raster.OriginX, raster.OriginY).Scale(1 / pixelsPerUnit));
    }
}
