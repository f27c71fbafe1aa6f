using Framemill.Pixels;

namespace Framemill.Tests.Media.Encoders;

/// <summary>Pictures that move, differ in every frame, and carry their number as a bar code along the top.</summary>
internal static class TestFrames
{
    private const int Bits = 12;

    public static PlanarImage Make(int width, int height, int number)
    {
        var image = PlanarImage.Allocate(PixelPool.Shared, width, height, hasAlpha: false);
        for (var y = 0; y < height; y++)
        {
            var row = image.Y.Row(y);
            for (var x = 0; x < width; x++) row[x] = (byte)(40 + ((x + (2 * y) + (3 * number)) % 160));
        }

        for (var bit = 0; bit < Bits; bit++)
        {
            var value = (byte)(((number >> bit) & 1) == 1 ? 220 : 20);
            for (var y = 0; y < height / 4; y++)
                image.Y.Row(y)[(width * bit / Bits)..(width * (bit + 1) / Bits)].Fill(value);
        }

        for (var y = 0; y < image.U.Height; y++)
        {
            image.U.Row(y).Fill((byte)(128 + (40 * Math.Sin(number / 9.0))));
            image.V.Row(y).Fill((byte)(128 + (40 * Math.Cos(number / 7.0))));
        }

        return image;
    }

    /// <summary>A frame from packed 4:2:0 planes of even sides; what follows them is left alone.</summary>
    public static PlanarImage FromRaw(ReadOnlySpan<byte> raw, int width, int height)
    {
        var image = PlanarImage.Allocate(PixelPool.Shared, width, height, hasAlpha: false);
        foreach (var plane in new[] { image.Y, image.U, image.V })
        {
            for (var y = 0; y < plane.Height; y++)
            {
                raw[..plane.Width].CopyTo(plane.Row(y));
                raw = raw[plane.Width..];
            }
        }

        return image;
    }

    /// <summary>The number that a decoded luma plane carries.</summary>
    public static int ReadNumber(ReadOnlySpan<byte> luma, int width, int height)
    {
        var number = 0;
        for (var bit = 0; bit < Bits; bit++)
        {
            var x = width * ((2 * bit) + 1) / (2 * Bits);
            if (luma[(height / 8 * width) + x] > 120) number |= 1 << bit;
        }

        return number;
    }
}
