using Framemill.Media.Sound;
using Xunit;

namespace Framemill.Tests.Unit.Sound;

public sealed class GainSearchTests
{
    [Theory]
    [InlineData(1.0, 0)]
    [InlineData(0.8, 2)]
    [InlineData(0.4, 5)]
    public void Gain_LimiterTakesLoudness_EndsAtTheTarget(double slope, double from)
    {
        // A mix of -26 LUFS whose limiter takes part of every decibel above a gain.
        double LoudnessAt(double gain) => -26 + Math.Min(gain, from) + (Math.Max(0, gain - from) * slope);
        var search = new GainSearch(-26, new());
        while (search.Next(LoudnessAt(search.Gain)))
        {
        }

        Assert.Equal(-14, LoudnessAt(search.Gain), 0.1);
    }

    [Fact]
    public void Gain_MoreThanAllowed_StaysAtTheMost()
    {
        var search = new GainSearch(-50, new() { GainDecibelsMax = 10 });

        Assert.False(search.Next(-40));
        Assert.Equal(10, search.Gain);
    }

    [Fact]
    public void Gain_Silence_IsNone() => Assert.Equal(0, new GainSearch(double.NegativeInfinity, new()).Gain);
}
