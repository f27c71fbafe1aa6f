using Framemill.Gpu;
using Framemill.Pixels;
using Framemill.Tests.Gpu.Support;

namespace Framemill.Tests.Gpu.Checks;

/// <summary>Whole filters and conversions, against the CPU's.</summary>
internal static class FilterChecks
{
    public static void ChromaKey(TwinBench bench)
    {
        var random = bench.Random;
        for (var round = 0; round < 30; round++)
        {
            var alpha = random.Pick((AlphaForm[])[AlphaForm.None, AlphaForm.Straight]);
            var (image, frame) = bench.Picture(random.Between(1, 130), random.Between(1, 40), alpha);
            using var source = image;
            using var onCard = frame;
            using var expected = PlanarImage.Allocate(bench.Pixels, image.Width, image.Height, hasAlpha: true);
            using var target = bench.Device.Pool.Rent(
                bench.Stream, image.Width, image.Height, AlphaForm.Straight);
            var keyer = new ChromaKeyer(
                (byte)random.Below(256), (byte)random.Below(256), (byte)random.Below(256), random.Below(251),
                random.Below(251));
            keyer.Apply(image, expected);
            DeviceChromaKeyer.Apply(bench.Stream, keyer, frame, target);
            bench.AssertSame(expected, target, "chroma key");
        }
    }

    public static void Blurs(TwinBench bench)
    {
        var random = bench.Random;
        foreach (var sigma in (double[])[0, 0.1, 0.3, 0.8, 1.7, 3.3, 4, 4.1, 9.5, 40, 700])
        {
            var alpha = random.Pick((AlphaForm[])[AlphaForm.None, AlphaForm.Straight, AlphaForm.Premultiplied]);
            var (image, frame) = bench.Picture(random.Between(1, 150), random.Between(1, 90), alpha);
            using var source = image;
            using var onCard = frame;
            using var expected = image.HasAlpha
                ? PlanarImage.AllocateGroup(bench.Pixels, image.Width, image.Height)
                : PlanarImage.Allocate(bench.Pixels, image.Width, image.Height, hasAlpha: false);
            using var target = bench.Device.Pool.Rent(bench.Stream, image.Width, image.Height, expected.Alpha);
            Blur.Apply(image, expected, sigma);
            DeviceBlur.Apply(bench.Stream, frame, target, sigma);
            bench.AssertSame(expected, target, $"blur of {sigma}, alpha {alpha}");
        }
    }

    public static void FromRgb24(TwinBench bench) =>
        FromPacked(bench, 3, hasAlpha: false, PixelConvert.FromRgb24, DeviceConvert.FromRgb24);

    public static void FromRgba(TwinBench bench) =>
        FromPacked(bench, 4, hasAlpha: true, PixelConvert.FromRgba, DeviceConvert.FromRgba);

    public static void FromPremultipliedBgra(TwinBench bench) => FromPacked(
        bench, 4, hasAlpha: true, PixelConvert.FromPremultipliedBgra, DeviceConvert.FromPremultipliedBgra);

    public static void ToRgb24(TwinBench bench)
    {
        foreach (var (width, height) in TwinBench.Sizes(bench.Random))
        {
            var (image, frame) = bench.Picture(width, height, AlphaForm.None);
            using var source = image;
            using var onCard = frame;
            using var target = bench.Plane(3 * width, height);
            var rows = new byte[3 * width * height];
            PixelConvert.ToRgb24(image, rows, 3 * width);
            for (var y = 0; y < height; y++) rows.AsSpan(3 * width * y, 3 * width).CopyTo(target.Host.Row(y));
            DeviceConvert.ToRgb24(bench.Stream, frame, target.Card);
            target.AssertSame("to RGB");
        }
    }

    private delegate void Twin(ReadOnlySpan<byte> pixels, int stride, PlanarImage target);

    private static void FromPacked(
        TwinBench bench, int bytes, bool hasAlpha, Twin twin, Action<GpuStream, DevicePlane, DeviceFrame> onCard)
    {
        foreach (var (width, height) in TwinBench.Sizes(bench.Random))
        {
            using var pixels = bench.Plane(bytes * width, height);

            // Rows of nothing, and pixels of nothing among others.
            if (hasAlpha)
            {
                for (var y = 0; y < height; y++)
                {
                    for (var x = 0; x < width; x++)
                    {
                        if (bench.Random.Chance(20) || y / 2 % 3 == 1) pixels.Host.Row(y).Slice(4 * x, 4).Clear();
                    }
                }

                pixels.Upload();
            }

            using var expected = PlanarImage.Allocate(bench.Pixels, width, height, hasAlpha);
            using var target = bench.Device.Pool.Rent(bench.Stream, width, height, expected.Alpha);
            var rows = new byte[bytes * width * height];
            for (var y = 0; y < height; y++) pixels.Host.Row(y).CopyTo(rows.AsSpan(bytes * width * y));
            twin(rows, bytes * width, expected);
            onCard(bench.Stream, pixels.Card, target);
            bench.AssertSame(expected, target, "from packed");
        }
    }
}
