using Framemill.Media.Edits;
using Framemill.Media.Text;

namespace Framemill.Tests.Media.Text;

internal static class RasterPicture
{
    public static IEnumerable<Rgba> Pixels(TextRaster raster)
    {
        var bytes = raster.Pixels.ToArray();
        for (var y = 0; y < raster.Height; y++)
        {
            for (var x = 0; x < raster.Width; x++)
            {
                var at = (y * raster.Stride) + (x * 4);
                yield return new(bytes[at + 2], bytes[at + 1], bytes[at], bytes[at + 3]);
            }
        }
    }

    /// <summary>Over grey, for human eyes.</summary>
    public static void Look(string name, TextRaster raster)
    {
        var rgb = Pixels(raster).SelectMany(pixel =>
        {
            var rest = (255 - pixel.Alpha) * 96 / 255;
            return new[] { (byte)(pixel.Red + rest), (byte)(pixel.Green + rest), (byte)(pixel.Blue + rest) };
        }).ToArray();
        PictureFile.Look(name, raster.Width, raster.Height, rgb);
    }
}
