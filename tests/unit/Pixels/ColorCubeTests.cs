using Framemill.Pixels;
using Framemill.Pixels.Kernels;
using Xunit;

namespace Framemill.Tests.Unit.Pixels;

public sealed unsafe class ColorCubeTests : IDisposable
{
    private readonly PixelPool _pool = new();

    public void Dispose()
    {
        Assert.Equal(0, _pool.RentedBytes);
        _pool.Dispose();
    }

    [Fact]
    public void Apply_NoChange_LeavesEveryColourThatThereIs()
    {
        using var source = TestPictures.Noise(_pool, 200, 100, hasAlpha: true);
        using var target = PlanarImage.Allocate(_pool, 200, 100, hasAlpha: true);
        new ColorCube(colour => colour).Apply(source, target);
        TestPictures.AssertSame(source, target);
    }

    [Fact]
    public void Apply_StrengthZero_LeavesEverything()
    {
        using var source = TestPictures.Noise(_pool, 64, 64, hasAlpha: false);
        using var target = PlanarImage.Allocate(_pool, 64, 64, hasAlpha: false);
        new ColorCube(_ => (1, 0, 0), strength: 0).Apply(source, target);
        TestPictures.AssertSame(source, target);
    }

    [Fact]
    public void Apply_Greyscale_TakesTheColourAndKeepsTheLuma()
    {
        using var source = TestPictures.Solid(_pool, 32, 32, YuvColor.FromRgb(200, 60, 90));
        using var target = PlanarImage.Allocate(_pool, 32, 32, hasAlpha: false);
        var cube = new ColorCube(colour =>
        {
            var grey = (0.2126 * colour.Red) + (0.7152 * colour.Green) + (0.0722 * colour.Blue);
            return (grey, grey, grey);
        });

        cube.Apply(source, target);

        Assert.InRange(target.Y.Row(5)[5] - source.Y.Row(5)[5], -1, 1);
        Assert.InRange(target.U.Row(5)[5], 127, 129);
        Assert.InRange(target.V.Row(5)[5], 127, 129);
    }

    /// <summary>Noise, whose blocks hold far lumas, and soft pictures, whose blocks go four at a time.</summary>
    [Theory]
    [InlineData(256)]
    [InlineData(20)]
    [InlineData(6)]
    public void Rows_EveryWidth_AreTheScalarOnes(int spread)
    {
        var random = new Random(5);
        var points = GC.AllocateUninitializedArray<short>(
            (ColorCubeRow.Points * ColorCubeRow.Points * ColorCubeRow.Points * ColorCubeRow.Lanes)
            + ColorCubeRow.Behind, pinned: true);
        for (var i = 0; i < points.Length; i++) points[i] = (short)random.Next(0, 255 << ColorCubeRow.ValueBits);
        fixed (short* cube = points)
        {
            for (var width = 1; width <= 200; width++)
            {
                using var source = TestPictures.Noise(_pool, width, 2, hasAlpha: true, seed: width);
                for (var x = 0; x < width && spread < 256; x++)
                {
                    var middle = x / 2 * 13 % 256; // Every cell and both ends of the range come by.
                    source.Y.Row(0)[x] = (byte)Math.Clamp(middle + random.Next(-spread, spread), 0, 255);
                    source.Y.Row(1)[x] = (byte)Math.Clamp(middle + random.Next(-spread, spread), 0, 255);
                }

                for (var x = 0; x < width; x++) source.A.Row(0)[x] = source.A.Row(1)[x] = (byte)((x / 5) & 1);
                var alpha = width % 3 == 0 ? null : source.A.RowPointer(0);
                using var one = TestPictures.Noise(_pool, width, 2, hasAlpha: false, seed: 1);
                using var two = TestPictures.Noise(_pool, width, 2, hasAlpha: false, seed: 1);
                ColorCubeRow.Rows(
                    cube, source.Y.RowPointer(0), source.Y.RowPointer(1), source.U.RowPointer(0),
                    source.V.RowPointer(0), one.Y.RowPointer(0), one.Y.RowPointer(1), one.U.RowPointer(0),
                    one.V.RowPointer(0), alpha, alpha, width);
                ColorCubeRow.RowsScalar(
                    cube, source.Y.RowPointer(0), source.Y.RowPointer(1), source.U.RowPointer(0),
                    source.V.RowPointer(0), two.Y.RowPointer(0), two.Y.RowPointer(1), two.U.RowPointer(0),
                    two.V.RowPointer(0), alpha, alpha, width);
                TestPictures.AssertSame(two, one);
            }
        }
    }
}
