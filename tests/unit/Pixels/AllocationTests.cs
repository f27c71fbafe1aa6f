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
