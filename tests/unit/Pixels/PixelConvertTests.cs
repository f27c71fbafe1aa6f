using Framemill.Pixels;
using Xunit;

namespace Framemill.Tests.Unit.Pixels;

public sealed class PixelConvertTests : IDisposable
{
    private readonly PixelPool _pool = new();

    public void Dispose()
    {
        Assert.Equal(0, _pool.RentedBytes);
        _pool.Dispose();
    }

    [Fact]
    public void FromRgb_EveryColour_IsNearestToTheStandard()
    {
        var random = new Random(60);
        for (var i = 0; i < 50_000; i++)
        {
            var (red, green, blue) = ((byte)random.Next(256), (byte)random.Next(256), (byte)random.Next(256));
            var color = YuvColor.FromRgb(red, green, blue);
            var luma = (0.2126 * red) + (0.7152 * green) + (0.0722 * blue);
            Assert.InRange(color.Y - (16 + (luma * 219 / 255)), -0.51, 0.51);
            Assert.InRange(color.U - (128 + ((blue - luma) / 1.8556 * 224 / 255)), -0.51, 0.51);
            Assert.InRange(color.V - (128 + ((red - luma) / 1.5748 * 224 / 255)), -0.51, 0.51);
            var back = color.ToRgb();
            Assert.InRange(back.Red - red, -3, 3);
            Assert.InRange(back.Green - green, -3, 3);
            Assert.InRange(back.Blue - blue, -3, 3);
        }

        Assert.Equal(YuvColor.Black, YuvColor.FromRgb(0, 0, 0));
        Assert.Equal(YuvColor.White, YuvColor.FromRgb(255, 255, 255));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(7, 5)]
    [InlineData(32, 18)]
    public void FromRgb24_Solid_EqualsTheColourEverywhere(int width, int height)
    {
        using var target = PlanarImage.Allocate(_pool, width, height, hasAlpha: false);
        var stride = (width * 3) + 5;
        var pixels = new byte[stride * height];
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++) new byte[] { 250, 100, 7 }.CopyTo(pixels, (y * stride) + (3 * x));
        }

        PixelConvert.FromRgb24(pixels, stride, target);
        using var expected = TestPictures.Solid(_pool, width, height, YuvColor.FromRgb(250, 100, 7));
        TestPictures.AssertSame(expected, target);
    }

    [Fact]
    public void FromPremultipliedBgra_EveryAlpha_GivesTheColourBack()
    {
        using var target = PlanarImage.Allocate(_pool, 2, 2, hasAlpha: true);
        var exact = YuvColor.FromRgb(200, 60, 120);
        for (var alpha = 1; alpha < 256; alpha++)
        {
            byte Times(int channel) => (byte)(((channel * alpha) + 127) / 255);
            byte[] pixel = [Times(120), Times(60), Times(200), (byte)alpha];
            PixelConvert.FromPremultipliedBgra([.. pixel, .. pixel, .. pixel, .. pixel], 8, target);
            var slack = 1 + (130 / alpha); // What eight bits of premultiplied colour can still tell.
            Assert.Equal(alpha, target.A.Row(1)[1]);
            Assert.InRange(target.Y.Row(0)[0], exact.Y - slack, exact.Y + slack);
            Assert.InRange(target.U.Row(0)[0], exact.U - slack, exact.U + slack);
            Assert.InRange(target.V.Row(0)[0], exact.V - slack, exact.V + slack);
        }
    }

    [Fact]
    public void FromRgba_TransparentNeighbours_DoNotTintTheChroma()
    {
        using var target = PlanarImage.Allocate(_pool, 2, 2, hasAlpha: true);
        byte[] red = [255, 0, 0, 255];
        byte[] hidden = [0, 0, 255, 0];
        PixelConvert.FromRgba([.. red, .. hidden, .. hidden, .. hidden], 8, target);
        var exact = YuvColor.FromRgb(255, 0, 0);
        Assert.Equal((exact.U, exact.V), (target.U.Row(0)[0], target.V.Row(0)[0]));
    }

    [Fact]
    public void FromPremultipliedBgra_EmptyRows_AreTransparentWhateverWasThere()
    {
        using var target = TestPictures.Noise(_pool, 5, 5, hasAlpha: true);
        var pixels = new byte[5 * 20];
        pixels[(2 * 20) + 3] = 255;
        PixelConvert.FromPremultipliedBgra(pixels, 20, target);
        for (var y = 0; y < 5; y++)
        {
            for (var x = 0; x < 5; x++) Assert.Equal(x == 0 && y == 2 ? 255 : 0, target.A.Row(y)[x]);
            Assert.Equal(-1, target.Y.Row(y).IndexOfAnyExcept((byte)16));
            Assert.Equal(-1, target.U.Row(y / 2).IndexOfAnyExcept((byte)128));
        }
    }

    [Theory]
    [InlineData(1, 1, false)]
    [InlineData(33, 17, true)]
    [InlineData(64, 8, false)]
    public void Packed_ThereAndBack_IsTheSame(int width, int height, bool hasAlpha)
    {
        using var source = TestPictures.Noise(_pool, width, height, hasAlpha);
        using var target = PlanarImage.Allocate(_pool, width, height, hasAlpha);
        using var packed = PlanarImage.AllocatePacked(_pool, width, height, hasAlpha);
        var bytes = new byte[PixelConvert.PackedBytes(width, height, hasAlpha)];
        PixelConvert.ToPacked(source, bytes);
        PixelConvert.FromPacked(bytes, target);
        TestPictures.AssertSame(source, target);
        Assert.Equal(FrameChecksum.Of(source), FrameChecksum.Of(target));

        source.CopyTo(packed);
        Assert.True(packed.TryGetPacked(out var span));
        Assert.True(span.SequenceEqual(bytes));
        Assert.Throws<ArgumentException>(() => PixelConvert.FromPacked(bytes.AsSpan(1), target));
    }

    [Fact]
    public void Checksum_OneByteAnywhere_IsAnother()
    {
        using var image = TestPictures.Noise(_pool, 70, 20, hasAlpha: true);
        var seen = new HashSet<ulong> { FrameChecksum.Of(image) };
        foreach (var plane in TestPictures.Planes(image))
        {
            for (var y = 0; y < plane.Height; y++)
            {
                for (var x = 0; x < plane.Width; x++)
                {
                    plane.Row(y)[x] ^= 1;
                    Assert.True(seen.Add(FrameChecksum.Of(image)));
                    plane.Row(y)[x] ^= 1;
                }
            }
        }
    }
}
