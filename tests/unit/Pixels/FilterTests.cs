using Framemill.Pixels;
using Xunit;

namespace Framemill.Tests.Unit.Pixels;

public sealed class FilterTests : IDisposable
{
    private readonly PixelPool _pool = new();

    public void Dispose()
    {
        Assert.Equal(0, _pool.RentedBytes);
        _pool.Dispose();
    }

    [Theory]
    [InlineData(0.2)]
    [InlineData(0.7)]
    [InlineData(3.9)]
    [InlineData(4.1)]
    [InlineData(9)]
    [InlineData(20)]
    public void Blur_OfALine_SpreadsItLikeABell(double sigma)
    {
        using var source = TestPictures.Solid(_pool, 256, 32, new(0, 128, 128));
        for (var y = 0; y < 32; y++) source.Y.Row(y)[120..136].Fill(240);
        source.MarkChanged();
        using var target = PlanarImage.Allocate(_pool, 256, 32, hasAlpha: false);
        Blur.Apply(source, target, sigma);
        var row = target.Y.Row(16);
        for (var x = 0; x < 256; x++)
        {
            Assert.InRange(row[x] - Expected(x, sigma), -4, 4);
        }

        Assert.Equal(-1, target.U.Row(7).IndexOfAnyExcept((byte)128));
    }

    [Fact]
    public void Blur_OfNothing_CopiesThePicture()
    {
        using var source = TestPictures.Noise(_pool, 60, 40, hasAlpha: false);
        using var target = PlanarImage.Allocate(_pool, 60, 40, hasAlpha: false);
        Blur.Apply(source, target, 0);
        TestPictures.AssertSame(source, target);
    }

    [Fact]
    public void Blur_WiderAndWider_ChangesLittleFromStepToStep()
    {
        // Also where a further halving sets in.
        using var source = TestPictures.Waves(_pool, 256, 128);
        using var last = PlanarImage.Allocate(_pool, 256, 128, hasAlpha: false);
        using var target = PlanarImage.Allocate(_pool, 256, 128, hasAlpha: false);
        Blur.Apply(source, last, 0.5);
        for (var sigma = 0.51; sigma < 20; sigma *= 1.01)
        {
            Blur.Apply(source, target, sigma);
            // At the rim the outermost pixels count many times over, and halving changes them: not looked at here.
            var inside = target.Y.Slice(32, 32, 192, 64);
            var largest = TestPictures.LargestDifference(last.Y.Slice(32, 32, 192, 64), inside);
            Assert.True(largest <= 4, $"sigma {sigma:F3}: {largest}");
            target.CopyTo(last);
        }
    }

    [Fact]
    public void Blur_Transparent_FadesOutWithoutADarkRim()
    {
        using var source = TestPictures.Solid(_pool, 64, 64, YuvColor.White, alpha: 0);
        for (var y = 20; y < 44; y++) source.A.Row(y)[20..44].Fill(255);
        using var group = PlanarImage.AllocateGroup(_pool, 64, 64);
        Blur.Apply(source, group, 3);
        using var target = TestPictures.Solid(_pool, 64, 64, YuvColor.White);
        LayerPainter.Paint(target, group, AffineMap.Identity, target.Bounds);
        for (var y = 0; y < 64; y++) Assert.True(target.Y.Row(y).IndexOfAnyExceptInRange((byte)233, (byte)237) < 0);
        Assert.InRange(group.A.Row(32)[20], (byte)120, (byte)160);
    }

    [Fact]
    public void Looks_KnownColours_ChangeAsNamed()
    {
        using var image = TestPictures.Solid(_pool, 40, 40, new(100, 90, 170));
        using var target = PlanarImage.Allocate(_pool, 40, 40, hasAlpha: false);
        Assert.Equal(new(100, 128, 128), After(ColorLook.Greyscale));
        Assert.Equal(new(151, 166, 86), After(ColorLook.Negative));
        Assert.Equal(new(95, 71, 191), After(ColorLook.Boost));
        Assert.True(After(ColorLook.Darken).Y < 100);
        Assert.True(After(ColorLook.Lighten).Y > 100);
        Assert.Equal(new(100, 90, 170), After(new(contrast: 1, saturation: 1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ColorLook(double.NaN, 1));

        YuvColor After(ColorLook look)
        {
            look.Apply(image, target);
            return new(target.Y.Row(3)[3], target.U.Row(3)[3], target.V.Row(3)[3]);
        }
    }

    [Fact]
    public void Filters_WithBands_GiveTheSameBytes()
    {
        using var bands = new RowBands(3);
        using var source = TestPictures.Noise(_pool, 211, 190, hasAlpha: false);
        using var alone = PlanarImage.Allocate(_pool, 211, 190, hasAlpha: false);
        using var together = PlanarImage.Allocate(_pool, 211, 190, hasAlpha: false);
        foreach (var sigma in new[] { 1.5, 7 })
        {
            Blur.Apply(source, alone, sigma);
            Blur.Apply(source, together, sigma, bands);
            TestPictures.AssertSame(alone, together);
        }

        ColorLook.Boost.Apply(source, alone);
        ColorLook.Boost.Apply(source, together, bands);
        TestPictures.AssertSame(alone, together);
    }

    [Fact]
    public void Half_OddSizes_KeepThePicturesPlace()
    {
        using var source = TestPictures.Solid(_pool, 101, 51, YuvColor.Black);
        for (var y = 0; y < 51; y++) source.Y.Row(y)[50..].Fill(235);
        source.MarkChanged();
        using var half = Scale.Half(source, _pool);
        Assert.Equal((51, 26), (half.Width, half.Height));
        Assert.Equal((16, 235), (half.Y.Row(9)[23], half.Y.Row(9)[27]));
    }

    [Fact]
    public void Ready_ForASmallUse_LooksLikeTheSourceAndCostsLess()
    {
        using var source = TestPictures.Waves(_pool, 401, 301);
        using var ready = Scale.Ready(source, _pool, 0.4);
        using var same = Scale.Ready(source, _pool, 0.9);
        Assert.Same(source, same);
        Assert.Equal((161, 121), (ready.Width, ready.Height));
        using var direct = TestPictures.Solid(_pool, 100, 75, YuvColor.Black);
        using var prepared = direct.Copy();
        LayerPainter.Paint(direct, source, AffineMap.Fit(401, 301, 3.3, 2.2, 90, 70), direct.Bounds);
        LayerPainter.Paint(prepared, ready, AffineMap.Fit(161, 121, 3.3, 2.2, 90, 70), direct.Bounds);
        Assert.True(TestPictures.Psnr(direct, prepared) > 30);
    }

    private static double Expected(int x, double sigma)
    {
        var (sum, total) = (0.0, 0.0);
        for (var k = -100; k <= 100; k++)
        {
            var weight = Math.Exp(-k * k / (2 * sigma * sigma));
            total += weight;
            if (x + k is >= 120 and < 136) sum += weight;
        }

        return 240 * sum / total;
    }
}
