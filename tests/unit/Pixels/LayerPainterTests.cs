using Framemill.Pixels;
using Xunit;

namespace Framemill.Tests.Unit.Pixels;

public sealed class LayerPainterTests : IDisposable
{
    private readonly PixelPool _pool = new();

    public void Dispose()
    {
        Assert.Equal(0, _pool.RentedBytes);
        _pool.Dispose();
    }

    [Theory]
    [InlineData(64, 48)]
    [InlineData(1, 1)]
    [InlineData(33, 17)]
    [InlineData(201, 3)]
    public void Paint_Identity_IsExact(int width, int height)
    {
        using var source = TestPictures.Noise(_pool, width, height, hasAlpha: false);
        using var target = TestPictures.Noise(_pool, width, height, hasAlpha: false, seed: 2);
        LayerPainter.Paint(target, source, AffineMap.Identity, target.Bounds);
        TestPictures.AssertSame(source, target);
    }

    [Fact]
    public void Paint_MovedByEvenPixels_CopiesSamplesAndLeavesTheRest()
    {
        using var source = TestPictures.Noise(_pool, 40, 30, hasAlpha: false);
        using var target = TestPictures.Solid(_pool, 100, 80, YuvColor.Black);
        LayerPainter.Paint(target, source, AffineMap.Translation(20, 10), target.Bounds);
        Assert.Equal(0, TestPictures.LargestDifference(source.Y, target.Y.Slice(20, 10, 40, 30)));
        Assert.Equal(0, TestPictures.LargestDifference(source.U.Slice(1, 0, 19, 15), target.U.Slice(11, 5, 19, 15)));
        Assert.Equal(-1, target.Y.Row(9).IndexOfAnyExcept((byte)16));
        Assert.Equal(-1, target.Y.Row(15)[60..].IndexOfAnyExcept((byte)16));
        Assert.Equal(-1, target.U.Row(7)[31..].IndexOfAnyExcept((byte)128));
    }

    [Fact]
    public void Paint_ManyPlacements_StaysWithinTwoCodesOfTheReference()
    {
        var random = new Random(40);
        using var source = TestPictures.Waves(_pool, 97, 71);
        for (var i = 0; i < 60; i++)
        {
            var placement = AffineTransform.Identity;
            if (i % 4 == 3) placement = placement.FlipX(97);
            if (i % 5 == 4) placement = placement.FlipY(71);
            placement = placement.Scale(0.26 + (random.NextDouble() * 2), 0.26 + (random.NextDouble() * 2))
                .Translate((random.NextDouble() * 80) - 30, (random.NextDouble() * 60) - 25);
            AssertLikeReference(source, placement, 1, worst: 2, floor: 50);
        }
    }

    [Fact]
    public void Paint_Transparent_StaysWithinThreeCodesOfTheReference()
    {
        var random = new Random(41);
        using var source = TestPictures.Waves(_pool, 97, 71, hasAlpha: true);
        for (var i = 0; i < 40; i++)
        {
            var placement = AffineTransform.Identity
                .Scale(0.3 + (random.NextDouble() * 2))
                .Translate((random.NextDouble() * 80) - 30, (random.NextDouble() * 60) - 25);
            AssertLikeReference(source, placement, i % 2 == 0 ? 256 : random.Next(257), worst: 3, floor: 47);
        }
    }

    [Theory]
    [InlineData(7)]
    [InlineData(45)]
    [InlineData(-120.5)]
    public void Paint_Turned_StaysNearTheReference(double degrees)
    {
        using var source = TestPictures.Waves(_pool, 97, 71);
        var placement = AffineTransform.Identity.Rotate(degrees).Scale(1.4).Translate(70, 40);
        AssertLikeReference(source, placement, 256, worst: 3, floor: 48);
    }

    [Theory]
    [InlineData(90)]
    [InlineData(180)]
    [InlineData(270)]
    public void Paint_QuarterTurns_LumaIsExact(double degrees)
    {
        using var source = TestPictures.Noise(_pool, 32, 32, hasAlpha: false);
        using var target = TestPictures.Solid(_pool, 32, 32, YuvColor.Black);
        var placement = AffineTransform.Identity.Translate(-16, -16).Rotate(degrees).Translate(16, 16);
        Assert.True(AffineMap.TryFromPlacement(placement, out var map));
        LayerPainter.Paint(target, source, map, target.Bounds);
        for (var y = 0; y < 32; y++)
        {
            for (var x = 0; x < 32; x++)
            {
                var (u, v) = map.Apply(x + 0.5, y + 0.5);
                Assert.Equal(source.Y.Row((int)v)[(int)u], target.Y.Row(y)[x]);
            }
        }
    }

    [Fact]
    public void Paint_WhiteOverBlack_EdgesCarryTheirCoverage()
    {
        using var white = TestPictures.Solid(_pool, 10, 10, YuvColor.White);
        using var target = TestPictures.Solid(_pool, 32, 32, YuvColor.Black);
        LayerPainter.Paint(target, white, AffineMap.Translation(4.25, 6.5), target.Bounds);
        var row = target.Y.Row(10);
        Assert.Equal(16, row[3]);
        Assert.InRange(row[4], 16 + (0.75 * 219) - 1, 16 + (0.75 * 219) + 1);
        Assert.Equal(235, row[5]);
        Assert.InRange(row[14], 16 + (0.25 * 219) - 1, 16 + (0.25 * 219) + 1);
        Assert.Equal(16, row[15]);
        Assert.InRange(target.Y.Row(6)[8], 16 + (0.5 * 219) - 1, 16 + (0.5 * 219) + 1);
        Assert.InRange(target.Y.Row(6)[4], 16 + (0.375 * 219) - 1, 16 + (0.375 * 219) + 1);
    }

    [Fact]
    public void Paint_Opacity_IsExactAtBothEndsAndMonotoneBetween()
    {
        using var white = TestPictures.Solid(_pool, 32, 32, YuvColor.White);
        var last = 15;
        for (var opacity = 0; opacity <= LayerPainter.OpacityFull; opacity++)
        {
            using var target = TestPictures.Solid(_pool, 32, 32, YuvColor.Black);
            LayerPainter.Paint(target, white, AffineMap.Identity, target.Bounds, opacity);
            var luma = target.Y.Row(5)[5];
            Assert.InRange(luma, (byte)Math.Max(16, last), (byte)235);
            if (opacity == 0) Assert.Equal(16, luma);
            if (opacity == LayerPainter.OpacityFull) Assert.Equal(235, luma);
            last = luma;
        }
    }

    [Fact]
    public void Paint_TransparentTexels_LendNoColourToTheirNeighbours()
    {
        // Half white, half "transparent green": enlarged over white, nothing but white may be seen.
        using var source = TestPictures.Solid(_pool, 16, 16, YuvColor.FromRgb(0, 255, 0), alpha: 0);
        for (var y = 0; y < 16; y++)
        {
            source.Y.Row(y)[..8].Fill(235);
            source.A.Row(y)[..8].Fill(255);
            source.U.Row(y / 2)[..4].Fill(128);
            source.V.Row(y / 2)[..4].Fill(128);
        }

        source.MarkChanged();
        using var target = TestPictures.Solid(_pool, 64, 64, YuvColor.White);
        LayerPainter.Paint(target, source, AffineMap.Fit(16, 16, 0.3, 0.3, 61, 61), target.Bounds);
        for (var y = 0; y < 64; y++)
        {
            Assert.Equal(-1, target.Y.Row(y).IndexOfAnyExceptInRange((byte)233, (byte)236));
        }
    }

    [Fact]
    public void Paint_ThroughGroup_LooksLikePaintedDirectly()
    {
        using var first = TestPictures.Waves(_pool, 60, 40);
        using var second = TestPictures.Waves(_pool, 50, 50, hasAlpha: true);
        using var direct = TestPictures.Solid(_pool, 90, 70, YuvColor.FromRgb(200, 30, 90));
        using var grouped = direct.Copy();
        using var group = PlanarImage.AllocateGroup(_pool, 90, 70);
        foreach (var target in new[] { direct, group })
        {
            LayerPainter.Paint(target, first, AffineMap.Translation(10.4, 7.7), target.Bounds);
            LayerPainter.Paint(target, second, AffineMap.Translation(30.3, 12.2), target.Bounds, 200);
        }

        LayerPainter.Paint(grouped, group, AffineMap.Identity, grouped.Bounds);
        Assert.InRange(TestPictures.LargestDifference(direct.Y, grouped.Y), 0, 2);
        Assert.True(TestPictures.Psnr(direct, grouped) > 45);
    }

    [Fact]
    public void Paint_Area_TouchesNothingOutside()
    {
        using var source = TestPictures.Noise(_pool, 64, 64, hasAlpha: false);
        using var target = TestPictures.Solid(_pool, 64, 64, YuvColor.Black);
        var area = new PixelRect(11, 13, 21, 9);
        LayerPainter.Paint(target, source, AffineMap.Identity, area);
        for (var y = 0; y < 64; y++)
        {
            for (var x = 0; x < 64; x++)
            {
                var isInside = x >= area.X && x < area.Right && y >= area.Y && y < area.Bottom;
                Assert.Equal(isInside ? source.Y.Row(y)[x] : 16, target.Y.Row(y)[x]);
            }
        }
    }

    [Fact]
    public void Paint_Window_ShowsOnlyThatPart()
    {
        using var white = TestPictures.Solid(_pool, 40, 40, YuvColor.White);
        using var target = TestPictures.Solid(_pool, 40, 40, YuvColor.Black);
        LayerPainter.Paint(
            target, white, AffineMap.Identity, target.Bounds, window: new SourceWindow(10.5, 8, 10, 4.25));
        Assert.Equal(16, target.Y.Row(9)[9]);
        Assert.InRange(target.Y.Row(9)[10], (byte)124, (byte)127);
        Assert.Equal(235, target.Y.Row(9)[15]);
        Assert.InRange(target.Y.Row(12)[15], (byte)70, (byte)72);
        Assert.Equal(16, target.Y.Row(13)[15]);
    }

    [Fact]
    public void Paint_AnyDegree_GivesTheSameBytes()
    {
        using var bands = new RowBands(3);
        using var source = TestPictures.Waves(_pool, 300, 220, hasAlpha: true);
        foreach (var placement in PaintBattery.Placements)
        {
            using var alone = TestPictures.Solid(_pool, 333, 251, YuvColor.Black);
            using var together = alone.Copy();
            Assert.True(AffineMap.TryFromPlacement(placement, out var map));
            LayerPainter.Paint(alone, source, map, alone.Bounds, 201);
            LayerPainter.Paint(together, source, map, alone.Bounds, 201, bands: bands);
            TestPictures.AssertSame(alone, together);
        }
    }

    [Fact]
    public void Paint_UnfitTargets_AreRefused()
    {
        using var image = TestPictures.Solid(_pool, 8, 8, YuvColor.Black);
        using var straight = TestPictures.Solid(_pool, 8, 8, YuvColor.Black, alpha: 9);
        Assert.Throws<ArgumentException>(() => LayerPainter.Paint(image, image, AffineMap.Identity, image.Bounds));
        Assert.Throws<ArgumentException>(() => LayerPainter.Paint(straight, image, AffineMap.Identity, image.Bounds));
        Assert.Throws<ArgumentOutOfRangeException>(
            () => LayerPainter.Paint(image, straight, AffineMap.Identity, image.Bounds, 257));
    }

    private void AssertLikeReference(
        PlanarImage source, AffineTransform placement, int opacity, int worst, double floor)
    {
        using var target = TestPictures.Waves(_pool, 111, 83);
        using var expected = target.Copy();
        opacity = opacity == 1 ? LayerPainter.OpacityFull : opacity;
        Assert.True(AffineMap.TryFromPlacement(placement, out var map));
        LayerPainter.Paint(target, source, map, target.Bounds, opacity);
        ReferencePainter.Paint(expected, source, placement, opacity / 256.0);
        foreach (var (a, b) in TestPictures.Planes(target).Zip(TestPictures.Planes(expected)))
        {
            Assert.InRange(TestPictures.LargestDifference(a, b), 0, worst);
        }

        var psnr = TestPictures.Psnr(target, expected);
        Assert.True(psnr > floor, $"{psnr:F1} dB at {placement}");
    }
}
