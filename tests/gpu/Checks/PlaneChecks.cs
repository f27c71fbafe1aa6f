using Framemill.Gpu;
using Framemill.Pixels;
using Framemill.Pixels.Kernels;
using Framemill.Tests.Gpu.Support;

namespace Framemill.Tests.Gpu.Checks;

/// <summary>What is done to one plane, against the CPU's form.</summary>
internal static unsafe class PlaneChecks
{
    private static readonly ColorLook[] s_looks =
        [ColorLook.Boost, ColorLook.Negative, ColorLook.Darken, new(-7.9, 7.9, -1, 0.37), new(7.9, -7.9, 1, 0.91)];

    public static void Copy(TwinBench bench) => Each(bench, (source, target) =>
    {
        source.Host.CopyTo(target.Host);
        DevicePlanes.Copy(bench.Stream, source.Card, target.Card);
    });

    public static void CopyByEngine(TwinBench bench) => Each(bench, (source, target) =>
    {
        source.Host.CopyTo(target.Host);
        DevicePlanes.CopyByEngine(bench.Stream, source.Card, target.Card);
    });

    public static void Fill(TwinBench bench) => Each(bench, (_, target) =>
    {
        target.Host.Fill(0x5A);
        DevicePlanes.Fill(bench.Stream, target.Card, 0x5A);
    });

    public static void Linear(TwinBench bench)
    {
        for (var i = 0; i < 12; i++)
        {
            var pivot = bench.Random.Below(256);
            var gain = (short)bench.Random.Between(-32728, 32727);
            var offset = bench.Random.Between(-2100, 2100);
            Each(bench, (source, target) =>
            {
                for (var y = 0; y < target.Host.Height; y++)
                {
                    LinearRow.RowScalar(
                        source.Host.RowPointer(y), target.Host.RowPointer(y), target.Host.Width, pivot, gain, offset);
                }

                DevicePlanes.Linear(bench.Stream, source.Card, target.Card, pivot, gain, offset);
            });
        }
    }

    public static void Halve(TwinBench bench) => Half(bench, (source, target) =>
    {
        Pixels.Kernels.Halve.Plane(source.Host, target.Host);
        DevicePlanes.Halve(bench.Stream, source.Card, target.Card);
    });

    public static void ReduceAlpha(TwinBench bench) => Half(bench, (source, target) =>
    {
        Premultiply.ReduceAlpha(source.Host, target.Host);
        DevicePlanes.ReduceAlpha(bench.Stream, source.Card, target.Card);
    });

    public static void ColorLooks(TwinBench bench)
    {
        foreach (var look in s_looks)
        {
            var (image, frame) = bench.Picture(
                bench.Random.Between(1, 90), bench.Random.Between(1, 40), bench.Random.Pick(
                    (AlphaForm[])[AlphaForm.None, AlphaForm.Straight]));
            using var source = image;
            using var onCard = frame;
            using var target = bench.Device.Pool.Rent(bench.Stream, image.Width, image.Height, image.Alpha);
            DeviceColorLook.Apply(bench.Stream, look, frame, target);
            look.Apply(image, image);
            bench.AssertSame(image, target, "colour look");
        }
    }

    public static void ColorCubes(TwinBench bench)
    {
        for (var round = 0; round < 12; round++)
        {
            var (random, tint) = (bench.Random, bench.Random.Below(100) / 100.0);
            var cube = new ColorCube(
                c => (c.Green * c.Green, (c.Blue * tint) + 0.2, 1 - c.Red), random.Below(120) / 100.0);
            var (image, frame) = bench.Picture(
                random.Between(1, 90), random.Between(1, 40), random.Pick(
                    (AlphaForm[])[AlphaForm.None, AlphaForm.Straight]));
            using var source = image;
            using var onCard = frame;
            using var cubeOnCard = new DeviceColorCube(bench.Stream, bench.Transfer, cube);
            using var target = bench.Device.Pool.Rent(bench.Stream, image.Width, image.Height, image.Alpha);
            cubeOnCard.Apply(bench.Stream, frame, target);
            cubeOnCard.Apply(bench.Stream, frame, frame);
            cube.Apply(image, image);
            bench.AssertSame(image, target, "colour cube");
            bench.AssertSame(image, frame, "colour cube in place");
        }
    }

    private static void Each(TwinBench bench, Action<TwinPlane, TwinPlane> both)
    {
        foreach (var (width, height) in TwinBench.Sizes(bench.Random))
        {
            using var source = bench.Plane(width, height);
            using var target = bench.Plane(width, height);
            both(source, target);
            target.AssertSame("target");
        }
    }

    private static void Half(TwinBench bench, Action<TwinPlane, TwinPlane> both)
    {
        foreach (var (width, height) in TwinBench.Sizes(bench.Random))
        {
            using var source = bench.Plane(width, height);
            using var target = bench.Plane((width + 1) / 2, (height + 1) / 2);
            both(source, target);
            target.AssertSame("target");
        }
    }
}
