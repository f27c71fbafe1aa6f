using System.Text.Json.Nodes;
using Framemill.Media.Edits;
using Xunit;

namespace Framemill.Tests.Unit.Edits;

public sealed class TweenableTests
{
    [Fact]
    public void At_TwoTweens_HoldsBeforeBetweenAndAfter()
    {
        var scale = Scale("""[{"from":3,"to":4,"start":5,"length":1},{"from":1,"to":2,"start":1,"length":2}]""");

        double[] moments = [0, 1, 2, 3, 4.9, 5, 5.5, 6, 9];
        Assert.Equal([1, 1, 1.5, 2, 2, 3, 3.5, 4, 4], moments.Select(s => scale.At(s, 10)));
    }

    [Fact]
    public void At_LeftOutValues_GoOnFromTheTweenBefore()
    {
        var scale = Scale("""[{"to":2,"length":1},{"to":5,"length":2},{"from":6,"length":1}]""");

        Assert.Equal([1, 1.5, 2, 3.5, 6, 6], new[] { 0, 0.5, 1, 2, 3, 4.0 }.Select(s => scale.At(s, 10)));
    }

    [Fact]
    public void At_LengthLeftOut_LastsToTheEndOfTheClip() =>
        Assert.Equal(0.5, Scale("""[{"from":0,"to":1,"start":2}]""").At(6, 10));

    [Fact]
    public void At_Constant_JumpsAtTheEnd()
    {
        var scale = Scale("""[{"from":0,"to":1,"start":0,"length":2,"interpolation":"constant"}]""");

        Assert.Equal([0, 0, 1], new[] { 0, 1.999, 2 }.Select(s => scale.At(s, 10)));
    }

    [Fact]
    public void At_NoLengthAtAll_IsTheLastValue() =>
        Assert.Equal(1, Scale("""[{"from":0,"to":1,"start":0,"length":0}]""").At(0, 10));

    [Fact]
    public void At_Bezier_FollowsItsEasing()
    {
        var scale = Scale("""[{"from":0,"to":1,"length":1,"interpolation":"bezier","easing":"easeInQuad"}]""");

        Assert.Equal(0.25, scale.At(0.5, 1));
    }

    [Theory]
    [InlineData(Easing.Ease, 0.80240)]
    [InlineData(Easing.EaseIn, 0.31536)]
    [InlineData(Easing.EaseOut, 0.68464)]
    [InlineData(Easing.EaseInOut, 0.5)]
    [InlineData(Easing.EaseInCubic, 0.125)]
    [InlineData(Easing.EaseOutQuint, 0.96875)]
    [InlineData(Easing.EaseInSine, 0.29289)]
    [InlineData(Easing.EaseInExpo, 0.03125)]
    [InlineData(Easing.EaseOutCirc, 0.86603)]
    [InlineData(Easing.EaseInBack, -0.08770)]
    public void Easing_Halfway_IsWhereTheCurveIs(Easing easing, double expected) =>
        Assert.Equal(expected, Easings.At(easing, 0.5), 5);

    [Fact]
    public void Easing_Every_StartsAtZeroEndsAtOneAndNeverJumps()
    {
        var easings = Enum.GetValues<Easing>();
        Assert.Equal(28, easings.Length);
        foreach (var easing in easings)
        {
            Assert.Equal((0.0, 1.0), (Easings.At(easing, 0), Easings.At(easing, 1)));
            for (var i = 0; i < 1000; i++)
            {
                var step = Easings.At(easing, (i + 1) / 1000.0) - Easings.At(easing, i / 1000.0);
                Assert.True(Math.Abs(step) < 0.05, $"{easing} jumps by {step} at {i}");
                if (!easing.ToString().EndsWith("Back", StringComparison.Ordinal))
                    Assert.True(step >= -1e-12, $"{easing} turns back at {i}");
            }
        }
    }

    [Fact]
    public void Easing_InOut_IsSymmetric()
    {
        var symmetric = Enum.GetValues<Easing>()
            .Where(e => e.ToString().StartsWith("EaseInOut", StringComparison.Ordinal));
        foreach (var easing in symmetric)
        {
            for (var i = 0; i <= 100; i++)
                Assert.Equal(1, Easings.At(easing, i / 100.0) + Easings.At(easing, 1 - (i / 100.0)), 9);
        }
    }

    private static Tweenable Scale(string tweens) =>
        An.Edit().Track(An.Image(0, 10).With("scale", JsonNode.Parse(tweens))).Read().Timeline.Tracks[0].Clips[0].Scale;
}
