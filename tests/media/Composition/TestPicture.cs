using Framemill.Media.Edits;
using Framemill.Media.Timelines;
using Framemill.Pixels;

namespace Framemill.Tests.Media.Composition;

internal static class TestPicture
{
    /// <summary>One colour; with alpha where the colour has it.</summary>
    public static PlanarImage Solid(PixelPool pool, FrameSize size, Rgba colour)
    {
        var image = PlanarImage.Allocate(pool, size.Width, size.Height, colour.Alpha < 255);
        PixelConvert.Fill(image, YuvColor.FromRgb(colour.Red, colour.Green, colour.Blue), colour.Alpha);
        return image;
    }

    /// <summary>
    /// A ramp with a grid and a red top left corner: shows where it lies, how it is turned, what is cut.
    /// </summary>
    public static PlanarImage Grid(PixelPool pool, FrameSize size)
    {
        var image = PlanarImage.Allocate(pool, size.Width, size.Height, hasAlpha: false);
        var rgb = new byte[size.Width * size.Height * 3];
        for (var y = 0; y < size.Height; y++)
        {
            for (var x = 0; x < size.Width; x++)
            {
                var at = ((y * size.Width) + x) * 3;
                var isLine = x % 80 < 4 || y % 80 < 4 || x >= size.Width - 4 || y >= size.Height - 4;
                var isCorner = x < size.Width / 5 && y < size.Height / 5;
                rgb[at] = isLine ? (byte)255 : isCorner ? (byte)220 : (byte)(x * 200 / size.Width);
                rgb[at + 1] = isLine ? (byte)255 : isCorner ? (byte)30 : (byte)(y * 200 / size.Height);
                rgb[at + 2] = isLine ? (byte)255 : isCorner ? (byte)30 : (byte)140;
            }
        }

        PixelConvert.FromRgb24(rgb, size.Width * 3, image);
        return image;
    }

    /// <summary>A white half beside a black one: its edge tells of motion.</summary>
    public static PlanarImage Edge(PixelPool pool, FrameSize size, int at)
    {
        var image = Solid(pool, size, Rgba.Black);
        for (var y = 0; y < size.Height; y++) image.Y.Row(y)[at..].Fill(235);
        image.MarkChanged();
        return image;
    }

    public static byte[] Bytes(PlanarImage image)
    {
        var bytes = new byte[PixelConvert.PackedBytes(image.Width, image.Height, image.HasAlpha)];
        PixelConvert.ToPacked(image, bytes);
        return bytes;
    }

    public static void Look(string name, PlanarImage image)
    {
        var rgb = new byte[image.Width * image.Height * 3];
        PixelConvert.ToRgb24(image, rgb, image.Width * 3);
        PictureFile.Look(name, image.Width, image.Height, rgb);
    }

    /// <summary>How bright a picture is, all in all.</summary>
    public static long LumaSum(PlanarImage image)
    {
        var sum = 0L;
        for (var y = 0; y < image.Height; y++)
        {
            foreach (var value in image.Y.Row(y)) sum += value;
        }

        return sum;
    }
}
