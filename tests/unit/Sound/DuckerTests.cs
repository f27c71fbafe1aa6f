using Framemill.Media.Sound;
using Xunit;

namespace Framemill.Tests.Unit.Sound;

public sealed class DuckerTests
{
    private static readonly SoundOptions Options = new();

    [Fact]
    public void Next_BeforeTheVoice_IsDownAlready()
    {
        var gains = Run(hop => hop is >= 100 and < 200, 400);

        Assert.Equal(1, gains[70]);
        Assert.Equal(Math.Pow(10, -12 / 20.0), gains[99], 0.001);
        Assert.Equal(Math.Pow(10, -12 / 20.0), gains[199], 0.001);
        Assert.Equal(1, gains[399]);
    }

    [Fact]
    public void Next_ShortPause_StaysDown()
    {
        var gains = Run(hop => hop is (>= 100 and < 150) or (>= 190 and < 250), 400);

        Assert.All(gains[100..250], gain => Assert.Equal(Math.Pow(10, -12 / 20.0), gain, 0.001));
    }

    [Fact]
    public void Next_AnyVoice_NeverJumps()
    {
        var gains = Run(hop => hop % 130 < 20, 2_000);

        for (var i = 1; i < gains.Length; i++)
            Assert.InRange(20 * Math.Log10(gains[i] / gains[i - 1]), -0.81, 0.81);
    }

    [Fact]
    public void Next_NoVoice_LeavesTheMusicAlone() => Assert.All(Run(_ => false, 300), gain => Assert.Equal(1, gain));

    private static float[] Run(Func<int, bool> speaks, int hops)
    {
        var ducker = new Ducker(Options);
        for (var hop = 0; hop < ducker.LookAheadHops; hop++) ducker.Hear(speaks(hop) ? 0.1 : 0);
        var gains = new float[hops];
        for (var hop = 0; hop < hops; hop++)
        {
            ducker.Hear(speaks(hop + ducker.LookAheadHops) ? 0.1 : 0);
            gains[hop] = ducker.Next();
        }

        return gains;
    }
}
