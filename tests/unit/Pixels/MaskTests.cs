using Framemill.Pixels;
using Xunit;

namespace Framemill.Tests.Unit.Pixels;

public sealed class MaskTests
{
    private static readonly PixelRect s_area = new(0, 0, 64, 36);

    [Theory]
    [InlineData(0, 1)]
    [InlineData(90, 1)]
    [InlineData(180, 20)]
    [InlineData(270, 5)]
    [InlineData(33, 12)]
    public void Linear_AtItsEnds_IsExactAndGrowsBetween(double degrees, double softness)
    {
        Assert.All(Weights(new LinearMask(s_area, degrees, 0, softness)), weight => Assert.Equal(0, weight));
        Assert.All(Weights(new LinearMask(s_area, degrees, 1, softness)), weight => Assert.Equal(255, weight));
        AssertGrows(progress => new LinearMask(s_area, degrees, progress, softness));
    }

    [Fact]
    public void Linear_ToTheRight_ShowsThePassedPart()
    {
        var mask = new LinearMask(s_area, 0, 0.5);
        var row = new byte[64];
        mask.Fill(3, 0, row);
        Assert.Equal(-1, row.AsSpan(0, 31).IndexOfAnyExcept((byte)255));
        Assert.Equal(-1, row.AsSpan(33).IndexOfAnyExcept((byte)0));
    }

    [Fact]
    public void Iris_AtItsEnds_IsExactAndGrowsBetween()
    {
        Assert.All(Weights(CircleMask.Iris(s_area, 0)), weight => Assert.Equal(0, weight));
        Assert.All(Weights(CircleMask.Iris(s_area, 1)), weight => Assert.Equal(255, weight));
        AssertGrows(progress => CircleMask.Iris(s_area, progress));
    }

    [Fact]
    public void Clock_AtItsEnds_IsExactAndGrowsBetween()
    {
        Assert.All(Weights(new ClockMask(s_area, 0)), weight => Assert.Equal(0, weight));
        Assert.All(Weights(new ClockMask(s_area, 1)), weight => Assert.Equal(255, weight));
        AssertGrows(progress => new ClockMask(s_area, progress));
    }

    [Fact]
    public void Rounded_HalfCoveredPixels_WeighHalf()
    {
        var mask = new RoundedMask(10.5, 4, 30, 20, radius: 6);
        var row = new byte[64];
        mask.Fill(14, 0, row);
        Assert.Equal((0, 128, 255), (row[9], row[10], row[11]));
        mask.Fill(4, 0, row);
        Assert.Equal(0, row[11]);
    }

    [Fact]
    public void Plane_LumaMatte_HidesOutsideAndMapsRange()
    {
        using var pool = new PixelPool();
        using var matte = TestPictures.Solid(pool, 8, 4, YuvColor.White);
        matte.Y.Row(1)[2] = 16;
        matte.Y.Row(1)[3] = 126;
        var row = new byte[20];
        var mask = PlaneMask.FromLuma(matte, x: 5, y: 2);
        mask.Fill(3, 0, row);
        Assert.Equal([0, 255, 255, 0, 128, 255], row[4..10]);
        Assert.Equal([255, 0, 0], row[12..15]);
        mask.Fill(1, 0, row);
        Assert.Equal(-1, row.AsSpan().IndexOfAnyExcept((byte)0));
    }

    [Fact]
    public void Masks_ReadInParts_AreTheSame()
    {
        IRowMask[] masks =
        [
            new LinearMask(s_area, 33, 0.4, 12), CircleMask.Iris(s_area, 0.4), new ClockMask(s_area, 0.4),
            new RoundedMask(3.3, 4.4, 40, 20, 5),
            new MaskProduct(new LinearMask(s_area, 10, 0.6, 9), new RoundedMask(3.3, 4.4, 40, 20, 5)),
        ];
        var whole = new byte[64];
        var part = new byte[64];
        foreach (var mask in masks)
        {
            for (var y = 0; y < 36; y++)
            {
                mask.Fill(y, 0, whole);
                for (var x = 0; x < 64; x += 7) mask.Fill(y, x, part.AsSpan(x, Math.Min(7, 64 - x)));
                Assert.Equal(whole, part);
            }
        }
    }

    [Fact]
    public void Distance_LargeArea_RunsEqualSinglePixels()
    {
        PixelRect area = new(0, 0, 333, 222);
        IRowMask[] masks =
        [
            new ClockMask(area, 0.3), new ClockMask(area, 0.97), CircleMask.Iris(area, 0.6, 30),
            new RoundedMask(20.3, 14.4, 240, 120, 25), new CircleMask(70, 80, 60, 2, inverted: true),
        ];
        var row = new byte[333];
        var single = new byte[1];
        foreach (var mask in masks)
        {
            for (var y = 0; y < 222; y++)
            {
                mask.Fill(y, 0, row);
                for (var x = 0; x < 333; x++)
                {
                    mask.Fill(y, x, single);
                    Assert.True(single[0] == row[x], $"{mask.GetType().Name} at {x}, {y}");
                }
            }
        }
    }

    private static byte[] Weights(IRowMask mask)
    {
        var weights = new byte[s_area.Width * s_area.Height];
        for (var y = 0; y < s_area.Height; y++) mask.Fill(y, 0, weights.AsSpan(y * s_area.Width, s_area.Width));
        return weights;
    }

    private static void AssertGrows(Func<double, IRowMask> at)
    {
        var last = new byte[s_area.Width * s_area.Height];
        for (var step = 1; step <= 40; step++)
        {
            var weights = Weights(at(step / 40.0));
            Assert.All(weights.Zip(last), pair => Assert.True(pair.First >= pair.Second));
            Assert.True(weights.Sum(weight => weight) > last.Sum(weight => weight));
            last = weights;
        }
    }
}
