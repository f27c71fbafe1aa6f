using Framemill.Pixels;
using Xunit;

namespace Framemill.Tests.Unit.Pixels;

/// <summary>Pictures made on the spot, and how far two are apart.</summary>
internal static class TestPictures
{
    public static PlanarImage Noise(PixelPool pool, int width, int height, bool hasAlpha, int seed = 1)
    {
        var image = PlanarImage.Allocate(pool, width, height, hasAlpha);
        var random = new Random(seed);
        foreach (var plane in Planes(image))
        {
            for (var y = 0; y < plane.Height; y++) random.NextBytes(plane.Row(y));
        }

        image.MarkChanged();
        return image;
    }

    /// <summary>
    /// Waves of several lengths, none shorter than six samples: what a photograph looks like to a sampler.
    /// </summary>
    public static PlanarImage Waves(PixelPool pool, int width, int height, bool hasAlpha = false)
    {
        var image = PlanarImage.Allocate(pool, width, height, hasAlpha);
        var phase = 0.0;
        foreach (var plane in Planes(image))
        {
            phase += 0.7;
            for (var y = 0; y < plane.Height; y++)
            {
                var row = plane.Row(y);
                for (var x = 0; x < row.Length; x++)
                {
                    var wave = Math.Sin((x * 0.9) + phase) + Math.Sin((y * 0.7) + (x * 0.13));
                    wave += Math.Cos(x * y * 0.0007);
                    row[x] = (byte)(128 + (wave * 36));
                }
            }
        }

        image.MarkChanged();
        return image;
    }

    public static PlanarImage Solid(PixelPool pool, int width, int height, YuvColor color, byte? alpha = null)
    {
        var image = PlanarImage.Allocate(pool, width, height, alpha.HasValue);
        PixelConvert.Fill(image, color, alpha ?? 255);
        return image;
    }

    public static Plane[] Planes(PlanarImage image) =>
        image.HasAlpha ? [image.Y, image.U, image.V, image.A] : [image.Y, image.U, image.V];

    public static double Psnr(PlanarImage left, PlanarImage right)
    {
        var (squares, count) = (0.0, 0L);
        foreach (var (a, b) in Planes(left).Zip(Planes(right)))
        {
            for (var y = 0; y < a.Height; y++)
            {
                for (var x = 0; x < a.Width; x++)
                {
                    var difference = a.Row(y)[x] - b.Row(y)[x];
                    squares += difference * difference;
                }
            }

            count += (long)a.Width * a.Height;
        }

        return squares == 0 ? 100 : 10 * Math.Log10(255.0 * 255 * count / squares);
    }

    public static int LargestDifference(Plane left, Plane right)
    {
        var largest = 0;
        for (var y = 0; y < left.Height; y++)
        {
            for (var x = 0; x < left.Width; x++)
            {
                largest = Math.Max(largest, Math.Abs(left.Row(y)[x] - right.Row(y)[x]));
            }
        }

        return largest;
    }

    public static void AssertSame(PlanarImage expected, PlanarImage actual)
    {
        foreach (var (a, b) in Planes(expected).Zip(Planes(actual))) Assert.Equal(0, LargestDifference(a, b));
    }
}
