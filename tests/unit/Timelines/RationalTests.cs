using Framemill.Media.Timelines;
using Framemill.Testing;
using Xunit;

namespace Framemill.Tests.Unit.Timelines;

public sealed class RationalTests
{
    [Theory]
    [InlineData(7, 2, 3, 4, 4)]
    [InlineData(-7, 2, -4, -3, -3)]
    [InlineData(6, 3, 2, 2, 2)]
    [InlineData(-1, 3, -1, 0, 0)]
    [InlineData(2, -3, -1, 0, -1)]
    [InlineData(0, 5, 0, 0, 0)]
    public void Rounding_AnyFraction_IsRight(long numerator, long denominator, long floor, long ceiling, long round)
    {
        var value = new Rational(numerator, denominator);

        Assert.Equal((floor, ceiling, round), (value.Floor(), value.Ceiling(), value.Round()));
    }

    [Fact]
    public void Default_IsZero()
    {
        Assert.Equal(Rational.Zero, default);
        Assert.Equal("0", default(Rational).ToString());
        Assert.Equal(1, default(Rational).Denominator);
    }

    [Fact]
    public void Arithmetic_RandomFractions_KeepsTheLaws()
    {
        var random = new SeededRandom(1);
        for (var i = 0; i < 5_000; i++)
        {
            var (a, b, c) = (Any(random), Any(random), Any(random));
            Assert.Equal(a + b, b + a);
            Assert.Equal((a + b) * c, (a * c) + (b * c));
            Assert.Equal(a, a + b - b);
            Assert.Equal(a > b, (a - b).Numerator > 0);
            Assert.True(Rational.TryParse(a.ToString(), out var parsed) && parsed == a);
            if (!b.IsZero)
                Assert.Equal(a, a / b * b);
            Assert.True(a.Floor() <= a && a < a.Floor() + 1);
        }
    }

    [Theory]
    [InlineData("1/0")]
    [InlineData("")]
    [InlineData("1/-2")]
    [InlineData("1.5")]
    [InlineData("1/2/3")]
    [InlineData(null)]
    public void TryParse_NoFraction_IsFalse(string? text) => Assert.False(Rational.TryParse(text, out _));

    [Fact]
    public void FromDecimal_SixPlaces_IsExact()
    {
        Assert.Equal(new Rational(1, 10), Rational.FromDecimal(0.1m));
        Assert.Equal(new Rational(1_234_567, 1_000_000), Rational.FromDecimal(1.234567m));
        Assert.Equal(new Rational(3, 10), Rational.FromDecimal(0.30000000000000004m));
    }

    [Fact]
    public void TimeGrid_FramesSamplesAndMilliseconds_LieOnIt()
    {
        Rational[] steps =
        [
            new(1, 1000), new(1, 44_100), new(1, 48_000), new(1001, 24_000), new(1001, 30_000), new(1001, 60_000),
            new(1, 12), new(1, 15), new(1, 24), new(1, 25), new(1, 48), new(1, 50), new(1, 60), new(1, 90_000),
        ];
        Assert.All(steps, step => Assert.Equal(step, TimeGrid.Snap(step)));
    }

    private static Rational Any(SeededRandom random) =>
        new(random.Between(-100_000, 100_000), random.Between(1, 100_000));
}
