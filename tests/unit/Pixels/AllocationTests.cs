using Framemill.Pixels;
using Xunit;

namespace Framemill.Tests.Unit.Pixels;

public sealed class AllocationTests
{
    [Fact]
    public void Paint_InSteadyState_AllocatesNothing()
    {
        using var pool = new PixelPool();
        using var opaque = TestPictures.Waves(pool, 300, 220);
        using var transparent = TestPictures.Waves(pool, 300, 220, hasAlpha: true);
        using var target = TestPictures.Solid(pool, 331, 247, YuvColor.Black);
        using var other = TestPictures.Solid(pool, 331, 247, YuvColor.Black);
        var mask = new LinearMask(target.Bounds, 20, 0.4, 30);
        AssertNothingAllocated(pool, () =>
        {
            foreach (var map in PaintBattery.Maps)
            {
                LayerPainter.Paint(target, opaque, map, target.Bounds, 200, mask);
                LayerPainter.Paint(target, transparent, map, target.Bounds);
            }

            opaque.MarkChanged();
            transparent.MarkChanged();
            Blur.Apply(target, other, 2);
            Blur.Apply(target, other, 30);
            ColorLook.Boost.Apply(other, target);
            _ = FrameChecksum.Of(target);
        });
    }

    [Fact]
    public void Paint_WithBands_AllocatesNothingOnTheCallersThread()
    {
        using var pool = new PixelPool();
        using var bands = new RowBands(2);
        using var source = TestPictures.Waves(pool, 300, 220, hasAlpha: true);
        using var target = TestPictures.Solid(pool, 331, 247, YuvColor.Black);
        var map = AffineMap.Fit(300, 220, 3, 4, 311, 200);
        AssertNothingAllocated(pool, () => LayerPainter.Paint(target, source, map, target.Bounds, 200, bands: bands));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Filters_InSteadyState_AllocateNothing(bool withBands)
    {
        using var pool = new PixelPool();
        using var bands = withBands ? new RowBands(2) : null;
        using var opaque = TestPictures.Waves(pool, 311, 223);
        using var straight = TestPictures.Waves(pool, 311, 223, hasAlpha: true);
        using var keyed = TestPictures.Waves(pool, 311, 223, hasAlpha: true);
        using var other = TestPictures.Solid(pool, 311, 223, YuvColor.Black);
        using var group = PlanarImage.AllocateGroup(pool, 311, 223);
        var keyer = new ChromaKeyer(0, 177, 64, 90, 40);
        var cube = new ColorCube(colour => (colour.Blue, colour.Red, colour.Green));
        AssertNothingAllocated(pool, () =>
        {
            keyer.Apply(opaque, keyed, bands);
            keyer.Apply(straight, keyed, bands);
            cube.Apply(keyed, keyed, bands);
            cube.Apply(opaque, other, bands);
            Blur.Apply(keyed, group, 13, bands);
            ColorLook.Boost.Apply(opaque, other, bands);
            ColorLook.Negative.Apply(straight, keyed, bands);
            Scale.Into(opaque, other, bands);
        });
    }

    [Fact]
    public void Masks_InSteadyState_AllocateNothing()
    {
        using var pool = new PixelPool();
        using var source = TestPictures.Waves(pool, 311, 223);
        using var matte = TestPictures.Waves(pool, 311, 223, hasAlpha: true);
        using var target = TestPictures.Solid(pool, 311, 223, YuvColor.Black);
        var wipe = new LinearMask(target.Bounds, 30, 0.5, 40);
        var iris = CircleMask.Iris(target.Bounds, 0.5, 9);
        IRowMask[] masks =
        [
            wipe, iris, new ClockMask(target.Bounds, 0.4), new RoundedMask(10.2, 9.7, 280, 190, 30),
            new MaskProduct(wipe, iris), PlaneMask.FromLuma(matte), PlaneMask.FromAlpha(matte, 3, 5, inverted: true),
        ];
        AssertNothingAllocated(pool, () =>
        {
            foreach (var mask in masks)
                LayerPainter.Paint(target, source, AffineMap.Translation(0.3, 0.6), target.Bounds, 200, mask);
        });
    }

    [Fact]
    public void Conversions_InSteadyState_AllocateNothing()
    {
        using var pool = new PixelPool();
        using var opaque = TestPictures.Waves(pool, 131, 77);
        using var transparent = TestPictures.Waves(pool, 131, 77, hasAlpha: true);
        var rgba = new byte[131 * 77 * 4];
        new Random(3).NextBytes(rgba);
        var packed = new byte[PixelConvert.PackedBytes(131, 77, hasAlpha: true)];
        AssertNothingAllocated(pool, () =>
        {
            PixelConvert.FromRgb24(rgba, 131 * 3, opaque);
            PixelConvert.FromRgba(rgba, 131 * 4, transparent);
            PixelConvert.FromPremultipliedBgra(rgba, 131 * 4, transparent);
            PixelConvert.ToPacked(transparent, packed);
            PixelConvert.FromPacked(packed, transparent);
            PixelConvert.Fill(opaque, YuvColor.White);
            _ = FrameChecksum.Of(transparent);
        });
    }

    private static void AssertNothingAllocated(PixelPool pool, Action frame)
    {
        for (var i = 0; i < 3; i++) frame();
        var allocations = pool.Allocations;
        var rented = pool.RentedBytes;
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 20; i++) frame();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal((allocations, rented), (pool.Allocations, pool.RentedBytes));
    }
}
