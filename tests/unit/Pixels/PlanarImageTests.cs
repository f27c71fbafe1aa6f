using Framemill.Pixels;
using Xunit;

namespace Framemill.Tests.Unit.Pixels;

public sealed unsafe class PlanarImageTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(1919, 1079)]
    [InlineData(64, 64)]
    public void Allocate_AnySize_AlignsRowsAndKeepsPlanesApart(int width, int height)
    {
        using var pool = new PixelPool();
        using var image = PlanarImage.Allocate(pool, width, height, hasAlpha: true);
        Assert.Equal(((width + 1) / 2, (height + 1) / 2), (image.U.Width, image.V.Height));
        byte value = 1;
        foreach (var plane in TestPictures.Planes(image))
        {
            Assert.Equal(0, (nint)plane.Data % 64);
            Assert.Equal(0, plane.Stride % 64);
            plane.Fill(value++);
        }

        value = 1;
        foreach (var plane in TestPictures.Planes(image))
        {
            for (var y = 0; y < height && y < plane.Height; y++) Assert.Equal(-1, plane.Row(y).IndexOfAnyExcept(value));
            value++;
        }
    }

    [Fact]
    public void Release_LastReference_ReturnsTheMemoryOnce()
    {
        using var pool = new PixelPool();
        var image = PlanarImage.Allocate(pool, 100, 100, hasAlpha: false);
        image.AddReference();
        image.Release();
        Assert.NotEqual(0, pool.RentedBytes);
        image.Release();
        Assert.Equal(0, pool.RentedBytes);
        Assert.Throws<ObjectDisposedException>(() => image.Release());
        Assert.Throws<ObjectDisposedException>(() => image.AddReference());
        Assert.Equal(0, pool.RentedBytes);
    }

    [Fact]
    public void Allocate_AfterARelease_TakesNoNewMemory()
    {
        using var pool = new PixelPool();
        for (var i = 0; i < 10; i++)
        {
            using var image = PlanarImage.Allocate(pool, 640, 360, hasAlpha: i % 2 == 0);
        }

        Assert.Equal((10, 10, 2), (pool.Rents, pool.Returns, pool.Allocations));
    }

    [Fact]
    public void Pool_BeyondItsLimit_FreesWhatWasUnusedLongest()
    {
        using var pool = new PixelPool(idleBytesMax: 100_000);
        PlanarImage.Allocate(pool, 200, 200, hasAlpha: false).Dispose();
        PlanarImage.Allocate(pool, 100, 100, hasAlpha: false).Dispose();
        var idle = pool.IdleBytes;
        PlanarImage.Allocate(pool, 180, 150, hasAlpha: false).Dispose();
        Assert.InRange(pool.IdleBytes, 1, 100_000);
        Assert.True(idle <= 100_000);
        pool.Trim();
        Assert.Equal(0, pool.IdleBytes);
    }

    [Fact]
    public void Capacity_AnySize_WastesAtMostAnEighth()
    {
        for (var bytes = 4097L; bytes < 1L << 31; bytes = (bytes * 17 / 16) + 1)
        {
            Assert.InRange(PixelPool.Capacity(bytes), bytes, bytes + (bytes / 8));
        }
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, -1)]
    [InlineData(PlanarImage.SideMax + 1, 1)]
    public void Allocate_ImpossibleSizes_AreRefused(int width, int height)
    {
        using var pool = new PixelPool();
        Assert.Throws<ArgumentOutOfRangeException>(() => PlanarImage.Allocate(pool, width, height, hasAlpha: false));
        Assert.Equal(0, pool.RentedBytes);
    }

    [Fact]
    public void MarkChanged_AfterWriting_PaintsTheNewContent()
    {
        using var pool = new PixelPool();
        using var source = TestPictures.Solid(pool, 200, 200, YuvColor.White, alpha: 255);
        using var target = TestPictures.Solid(pool, 20, 20, YuvColor.Black);
        var map = AffineMap.Fit(200, 200, 0, 0, 20, 20);
        LayerPainter.Paint(target, source, map, target.Bounds);
        Assert.Equal(235, target.Y.Row(9)[9]);
        PixelConvert.Fill(source, YuvColor.Black);
        LayerPainter.Paint(target, source, map, target.Bounds);
        Assert.Equal(16, target.Y.Row(9)[9]);
    }
}
