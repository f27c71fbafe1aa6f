using Framemill.Pixels;
using Xunit;

namespace Framemill.Tests.Unit.Pixels;

public sealed class SoftBlurTests : IDisposable
{
    private readonly PixelPool _pool = new();
    private readonly ChromaKeyer _key = new(0, 177, 64, 90, 40);
    private readonly ColorCube _look = new(colour => (colour.Blue, colour.Red, colour.Green * 0.9));

    public void Dispose()
    {
        Assert.Equal(0, _pool.RentedBytes);
        _pool.Dispose();
    }

    public static TheoryData<int, int, int> Sizes => new()
    {
        { 256, 128, 1 }, { 311, 223, 2 }, { 77, 41, 3 }, { 33, 200, 2 }, { 640, 9, 2 }, { 5, 3, 4 }, { 130, 67, 1 },
    };

    /// <summary>One after another: the key, the colours, colour times alpha, the halvings.</summary>
    [Theory]
    [MemberData(nameof(Sizes))]
    public void Reduce_StripByStrip_IsWhatWholePicturesGive(int width, int height, int level)
    {
        using var bands = new RowBands(2);
        foreach (var hasAlpha in new[] { false, true })
        {
            using var source = Figure(width, height, hasAlpha);
            foreach (var key in new[] { null, _key })
            {
                foreach (var look in new[] { null, _look })
                {
                    using var whole = source.Copy();
                    using var keyed = PlanarImage.Allocate(_pool, width, height, hasAlpha: true);
                    key?.Apply(source, keyed);
                    var sharp = key is null ? whole : keyed;
                    look?.Apply(sharp, sharp);
                    using var reduced = PlanarImage.AllocateReduced(_pool, width, height, sharp.HasAlpha, level);
                    ReduceJob.Run(source, reduced, key, look, bands);
                    AssertSame(sharp.Layers(level), reduced.Planes);
                }
            }
        }
    }

    [Theory]
    [InlineData(320, 180, 9)]
    [InlineData(321, 179, 4.5)]
    [InlineData(200, 151, 20)]
    public void Apply_Opaque_PaintsWhatABlurOfTheWholePaints(int width, int height, double sigma)
    {
        using var source = TestPictures.Waves(_pool, width, height);
        using var whole = PlanarImage.Allocate(_pool, width, height, hasAlpha: false);
        Blur.Apply(source, whole, sigma);
        using var soft = SoftBlur.Apply(source, _pool, sigma);
        using var target = PlanarImage.Allocate(_pool, width, height, hasAlpha: false);
        LayerPainter.Paint(target, soft, AffineMap.Identity, target.Bounds);
        TestPictures.AssertSame(whole, target);
    }

    [Fact]
    public void Apply_KeyedFigure_PaintsNearlyWhatABlurOfTheWholePaints()
    {
        const int Width = 481, Height = 270;
        using var source = Figure(Width, Height, hasAlpha: false);
        using var keyed = PlanarImage.Allocate(_pool, Width, Height, hasAlpha: true);
        _key.Apply(source, keyed);
        _look.Apply(keyed, keyed);
        using var group = PlanarImage.AllocateGroup(_pool, Width, Height);
        Blur.Apply(keyed, group, 6);
        using var soft = SoftBlur.Apply(source, _pool, 6, _key, _look);
        foreach (var map in new[] { AffineMap.Identity, AffineMap.Fit(Width, Height, 20.3, 11.7, 300, 170) })
        {
            using var expected = TestPictures.Waves(_pool, Width, Height);
            using var target = expected.Copy();
            LayerPainter.Paint(expected, group, map, expected.Bounds, 200);
            LayerPainter.Paint(target, soft, map, target.Bounds, 200);
            foreach (var (left, right) in TestPictures.Planes(expected).Zip(TestPictures.Planes(target)))
                Assert.InRange(TestPictures.LargestDifference(left, right), 0, 3);
        }
    }

    [Fact]
    public void Ink_OfAnyAlpha_IsTheSmallestPartAroundIt()
    {
        var random = new Random(4);
        for (var i = 0; i < 300; i++)
        {
            using var image = TestPictures.Solid(_pool, 1 + random.Next(70), 1 + random.Next(30), YuvColor.White, 0);
            var (left, top, right, bottom) = (int.MaxValue, int.MaxValue, 0, 0);
            for (var dot = random.Next(5); dot > 0; dot--)
            {
                var (x, y) = (random.Next(image.Width), random.Next(image.Height));
                image.A.Row(y)[x] = 1;
                (left, top) = (Math.Min(left, x), Math.Min(top, y));
                (right, bottom) = (Math.Max(right, x + 1), Math.Max(bottom, y + 1));
            }

            var expected = right == 0 ? default : new PixelRect(left, top, right - left, bottom - top);
            Assert.Equal(expected, image.Ink());
        }
    }

    /// <summary>Beside its ink a layer changes nothing, so it need not be painted there, however it lies.</summary>
    [Fact]
    public void Paint_LittleInk_IsTheSameAsWithoutLookingForIt()
    {
        foreach (var map in PaintBattery.Maps)
        {
            using var sparse = TestPictures.Noise(_pool, 211, 151, hasAlpha: true);
            for (var y = 0; y < 151; y++) sparse.A.Row(y).Clear();
            for (var y = 60; y < 83; y++) sparse.A.Row(y)[70..101].Fill((byte)(y * 3));
            using var all = sparse.Copy();
            (all.A.Row(0)[0], all.A.Row(150)[210]) = (1, 1);
            Assert.Equal(all.Bounds, all.Ink());
            (all.A.Row(0)[0], all.A.Row(150)[210]) = (0, 0); // It has not heard of that.
            using var expected = TestPictures.Waves(_pool, 331, 247);
            using var target = expected.Copy();
            LayerPainter.Paint(expected, all, map, expected.Bounds, 231);
            LayerPainter.Paint(target, sparse, map, target.Bounds, 231);
            TestPictures.AssertSame(expected, target);
        }
    }

    /// <summary>A coloured shape before green; with alpha, some of it is gone already.</summary>
    private PlanarImage Figure(int width, int height, bool hasAlpha)
    {
        using var green = TestPictures.Solid(_pool, width, height, YuvColor.FromRgb(0, 177, 64));
        using var waves = TestPictures.Waves(_pool, width, height);
        LayerPainter.Paint(
            green, waves, AffineMap.Identity, green.Bounds,
            mask: new CircleMask(width * 0.6, height * 0.55, Math.Min(width, height) * 0.3, 4));
        var figure = PlanarImage.Allocate(_pool, width, height, hasAlpha);
        green.Y.CopyTo(figure.Y);
        green.U.CopyTo(figure.U);
        green.V.CopyTo(figure.V);
        if (!hasAlpha) return figure;
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++) figure.A.Row(y)[x] = (byte)(x < width / 3 ? 0 : 255 - y);
        }

        return figure;
    }

    private static void AssertSame(in LayerPlanes.Level expected, in LayerPlanes.Level actual)
    {
        AssertSame(expected.Y, actual.Y);
        AssertSame(expected.U, actual.U);
        AssertSame(expected.V, actual.V);
        Assert.Equal(expected.A.IsEmpty, actual.A.IsEmpty);
        if (expected.A.IsEmpty) return;
        AssertSame(expected.A, actual.A);
        AssertSame(expected.AChroma, actual.AChroma);
    }

    private static void AssertSame(Plane expected, Plane actual)
    {
        Assert.Equal((expected.Width, expected.Height), (actual.Width, actual.Height));
        Assert.Equal(0, TestPictures.LargestDifference(expected, actual));
    }
}
