using Framemill.Benchmarks.Versus.Reference;
using Xunit;
using static Framemill.Tests.Unit.Versus.ReferenceTests;

namespace Framemill.Tests.Unit.Versus;

/// <summary>The figures that films get: what they must be where it is known.</summary>
public sealed class QualityTests
{
    [Fact]
    public void Ssim_OfTheSame_IsOne()
    {
        var field = Made(64, 48, (x, y) => 100 + (50 * Math.Sin(x * 0.7) * Math.Cos(y * 0.4)));
        Assert.Equal(1, new Ssim(field).Of(field), 1e-12);
    }

    [Fact]
    public void Ssim_OfTwoGreys_IsTheirMeansAlone()
    {
        // Without any structure only the first factor of the definition is left.
        const double MeanTerm = 6.5025;
        var exact = ((2 * 100 * 140) + MeanTerm) / ((100 * 100) + (140 * 140) + MeanTerm);
        Assert.Equal(exact, new Ssim(Made(40, 40, (_, _) => 100)).Of(Made(40, 40, (_, _) => 140)), 1e-9);
    }

    [Fact]
    public void Ssim_OfWhatIsTurnedOver_IsNegative_AndOnlyCountsWhatIsNotLeftOut()
    {
        var field = Made(80, 40, (x, y) => 128 + (60 * Math.Sin(x * 1.1) * Math.Sin(y * 1.3)));
        var half = Made(80, 40, (x, y) => x < 40 ? field[x, y] : 256 - field[x, y]);
        var ssim = new Ssim(field);

        Assert.InRange(ssim.Of(half, (x, _) => x < 46), -1, -0.9);
        Assert.Equal(1, ssim.Of(half, (x, _) => x >= 34), 1e-9);
    }

    [Theory]
    [InlineData(0.1, -0.37)]
    [InlineData(-0.02, 0.01)]
    [InlineData(0.6, 0.45)]
    public void Displacement_OfAMovedPicture_IsHowFarItMoved(double x, double y)
    {
        var (still, moved) = (Picture(0, 0), Picture(x, y));

        var found = Displacement.Of(still, moved, 10, 10, 60);

        Assert.NotNull(found);
        // Slopes taken over two pixels come out a little too flat, so moves a little too far.
        Assert.InRange(found.Value.X - x, -0.01 - (0.08 * Math.Abs(x)), 0.01 + (0.08 * Math.Abs(x)));
        Assert.InRange(found.Value.Y - y, -0.01 - (0.08 * Math.Abs(y)), 0.01 + (0.08 * Math.Abs(y)));
    }

    [Fact]
    public void Displacement_OfStripes_CannotBeTold() =>
        Assert.Null(Displacement.Of(
            Made(80, 80, (x, _) => 128 + (50 * Math.Sin(x))), Made(80, 80, (x, _) => 128 + (50 * Math.Sin(x))), 10, 10,
            60));

    [Theory]
    [InlineData(0.3, 0.0, 0.0)]
    [InlineData(0.0, 0.25, 0.25)]
    [InlineData(0.2, 0.1, 0.1)]
    public void Trembling_OfADriftThatShakes_IsOnlyTheShaking(double drift, double shake, double expected)
    {
        var trembling = new Trembling(480, 270, (_, _) => false);
        var still = Picture(0, 0, 480, 270);
        for (var i = 0; i < 12; i++)
        {
            // + - - + and again: as much in sum at the beginning as at the end.
            var side = i % 4 is 0 or 3 ? 1 : -1;
            trembling.Add(i * 10, still, Picture((drift * i / 12) + (shake * side), 0, 480, 270));
        }

        var found = trembling.Pixels();

        Assert.NotNull(found);
        // Of both directions together only one shakes.
        Assert.InRange(found.Value.Jitter - (expected * Math.Sqrt(12 / 10.0)), -0.02, 0.02);
    }

    private static Field Picture(double left, double top, int width = 80, int height = 80) => Made(
        width, height,
        (x, y) => 128 + (40 * Math.Sin((0.5 * (x - left)) + (0.2 * (y - top)))) + (40 * Math.Cos(
            (0.6 * (y - top)) - (0.3 * (x - left)))));
}
