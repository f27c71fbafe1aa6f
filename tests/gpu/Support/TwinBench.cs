using Framemill.Gpu;
using Framemill.Pixels;
using Framemill.Testing;

namespace Framemill.Tests.Gpu.Support;

/// <summary>A card, a stream on it, and the means to have the same bytes there and here.</summary>
internal sealed class TwinBench : IDisposable
{
    public TwinBench(GpuDevice device, ulong seed)
    {
        Device = device;
        Stream = device.CreateStream();
        Transfer = new(Stream);
        Random = new(seed);
    }

    public GpuDevice Device { get; }

    public GpuStream Stream { get; }

    public FrameTransfer Transfer { get; }

    public SeededRandom Random { get; }

    public PixelPool Pixels { get; } = new();

    /// <summary>Sizes around the groups that threads work in, and some that fill many of them.</summary>
    public static IEnumerable<(int Width, int Height)> Sizes(SeededRandom random)
    {
        for (var width = 1; width <= 70; width++) yield return (width, random.Between(1, 9));
        for (var i = 0; i < 12; i++) yield return (random.Between(71, 900), random.Between(1, 40));
        yield return (1920, 17);
    }

    /// <summary>Random bytes at any address, on both sides, in the midst of other bytes that none may change.</summary>
    public TwinPlane Plane(int width, int height) => new(this, width, height);

    /// <summary>A picture of random bytes and the same as a frame.</summary>
    public (PlanarImage Image, DeviceFrame Frame) Picture(int width, int height, AlphaForm alpha)
    {
        var image = alpha == AlphaForm.Premultiplied
            ? PlanarImage.AllocateGroup(Pixels, width, height)
            : PlanarImage.Allocate(Pixels, width, height, alpha == AlphaForm.Straight);
        foreach (var plane in Planes(image)) Fill(plane);
        if (image.HasAlpha && Random.Chance(40)) MakeFaint(image.A);
        image.MarkChanged();
        return (image, Frame(image));
    }

    public DeviceFrame Frame(PlanarImage image)
    {
        var frame = Device.Pool.Rent(Stream, image.Width, image.Height, image.Alpha);
        Transfer.Upload(image, frame);
        return frame;
    }

    public void Fill(Plane plane)
    {
        for (var y = 0; y < plane.Height; y++)
        {
            foreach (ref var value in plane.Row(y)) value = (byte)Random.Below(256);
        }
    }

    // Mostly nothing, here and there almost nothing: where roundings and shortcuts could differ.
    private void MakeFaint(Plane alpha)
    {
        var most = Random.Pick([1, 2, 5, 255]);
        for (var y = 0; y < alpha.Height; y++)
        {
            foreach (ref var value in alpha.Row(y)) value = (byte)(Random.Chance(4) ? Random.Below(most + 1) : 0);
        }
    }

    /// <summary>Brings the frame back and compares all of its planes.</summary>
    public void AssertSame(PlanarImage expected, DeviceFrame actual, string what)
    {
        using var back = expected.Alpha == AlphaForm.Premultiplied
            ? PlanarImage.AllocateGroup(Pixels, expected.Width, expected.Height)
            : PlanarImage.Allocate(Pixels, expected.Width, expected.Height, expected.HasAlpha);
        Transfer.Download(actual).CopyTo(back);
        foreach (var (name, left, right) in "YUVA".Zip(Planes(expected), Planes(back)))
        {
            AssertSame(left, right, $"{what}, plane {name}");
        }
    }

    public static void AssertSame(Plane expected, Plane actual, string what)
    {
        for (var y = 0; y < expected.Height; y++)
        {
            var left = expected.Row(y);
            var right = actual.Row(y);
            var x = left.CommonPrefixLength(right);
            Assert.True(
                x == left.Length,
                $"{what}, {expected.Width}x{expected.Height}: at ({x}, {y}) "
                    + $"{(x < left.Length ? left[x] : 0)} here and {(x < right.Length ? right[x] : 0)} on the card.");
        }
    }

    public void Dispose()
    {
        Transfer.Dispose();
        Stream.Dispose();
        Pixels.Dispose();
    }

    public static Plane[] Planes(PlanarImage image) =>
        image.HasAlpha ? [image.Y, image.U, image.V, image.A] : [image.Y, image.U, image.V];
}
