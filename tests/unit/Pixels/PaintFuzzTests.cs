using Framemill.Pixels;
using Xunit;

namespace Framemill.Tests.Unit.Pixels;

/// <summary>Placements nobody would draw: nothing may break, and nothing may be written beside a row.</summary>
public sealed class PaintFuzzTests
{
    [Fact]
    public void Paint_ExtremePlacements_WriteTheSameWithAndWithoutPadding()
    {
        using var pool = new PixelPool();
        var random = new Random(70);
        for (var i = 0; i < 1200; i++)
        {
            var (width, height) = (1 + random.Next(90), 1 + random.Next(40));
            using var source = TestPictures.Noise(pool, 1 + random.Next(120), 1 + random.Next(60), i % 2 == 0, seed: i);
            using var padded = TestPictures.Noise(pool, width, height, hasAlpha: false, seed: i);
            using var packed = PlanarImage.AllocatePacked(pool, width, height, hasAlpha: false);
            padded.CopyTo(packed);
            if (!AffineMap.TryFromPlacement(Placement(random), out var map)) continue;
            var area = new PixelRect(random.Next(-5, 50), random.Next(-5, 30), random.Next(1, 120), random.Next(1, 60));
            var opacity = random.Next(257);
            var mask = i % 3 == 0 ? new LinearMask(area, random.Next(360), random.NextDouble(), random.Next(30)) : null;
            SourceWindow? window = i % 5 == 0 ? new(random.Next(-3, 9), random.Next(9), random.Next(50), 9.5) : null;
            LayerPainter.Paint(padded, source, map, area, opacity, mask, window: window);
            LayerPainter.Paint(packed, source, map, area, opacity, mask, window: window);
            TestPictures.AssertSame(padded, packed);
        }

        Assert.Equal(0, pool.RentedBytes);
    }

    [Fact]
    public void Paint_SolidOverItself_ChangesNothingWhateverThePlacement()
    {
        using var pool = new PixelPool();
        using var source = TestPictures.Solid(pool, 67, 45, new(171, 77, 201));
        using var target = TestPictures.Solid(pool, 91, 53, new(171, 77, 201));
        using var expected = target.Copy();
        var random = new Random(71);
        for (var i = 0; i < 800; i++)
        {
            if (!AffineMap.TryFromPlacement(Placement(random), out var map)) continue;
            LayerPainter.Paint(target, source, map, target.Bounds, random.Next(257));
            TestPictures.AssertSame(expected, target);
        }
    }

    private static AffineTransform Placement(Random random)
    {
        double Size() => Math.Pow(10, (random.NextDouble() * 6) - 3) * (random.Next(2) == 0 ? 1 : -1);
        var placement = AffineTransform.Identity.Translate(-20, -10);
        placement = random.Next(3) == 0 ? placement.Scale(Size()) : placement.Scale(Size(), Size());
        if (random.Next(2) == 0) placement = placement.Rotate(random.Next(-400, 400) / 3.0);
        if (random.Next(6) == 0) placement = placement.Skew(random.Next(-80, 80), random.Next(-80, 80));
        return placement.Translate((random.NextDouble() - 0.3) * 100, (random.NextDouble() - 0.3) * 60);
    }
}
