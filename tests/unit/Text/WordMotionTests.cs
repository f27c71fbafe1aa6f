using Framemill.Media.Edits;
using Framemill.Media.Text.Captions;
using Framemill.Media.Text.Scenes;
using Xunit;

namespace Framemill.Tests.Unit.Text;

public sealed class WordMotionTests
{
    private static readonly IReadOnlyList<CaptionWord> Words = [new(0, 3, 1000, 2000), new(4, 3, 2000, 3000)];

    [Theory]
    [InlineData(CaptionAnimationStyle.Highlight, 2)]
    [InlineData(CaptionAnimationStyle.Karaoke, 2)]
    [InlineData(CaptionAnimationStyle.Pop, 2)]
    [InlineData(CaptionAnimationStyle.None, 2)]
    [InlineData(CaptionAnimationStyle.Fade, 1)]
    [InlineData(CaptionAnimationStyle.Slide, 1)]
    [InlineData(CaptionAnimationStyle.Bounce, 1)]
    [InlineData(CaptionAnimationStyle.Typewriter, 1)]
    public void Poses_SecondWordStillToCome_ShowsItOrNot(CaptionAnimationStyle style, int shown) =>
        Assert.Equal(shown, Poses(style, 1500).Count);

    [Theory]
    [InlineData(CaptionAnimationStyle.Fade)]
    [InlineData(CaptionAnimationStyle.Slide)]
    [InlineData(CaptionAnimationStyle.Bounce)]
    [InlineData(CaptionAnimationStyle.Typewriter)]
    [InlineData(CaptionAnimationStyle.Pop)]
    [InlineData(CaptionAnimationStyle.Highlight)]
    [InlineData(CaptionAnimationStyle.None)]
    public void Poses_LongAfterAWord_LeaveItAsItWasLaidOut(CaptionAnimationStyle style) =>
        Assert.Equal(new PartPose(0), Poses(style, 2990)[0]);

    [Fact]
    public void Poses_Karaoke_FillsTheWordEvenlyAndKeepsIt()
    {
        Assert.Equal(0.25, Poses(CaptionAnimationStyle.Karaoke, 1250)[0].Filled);
        Assert.Equal(1, Poses(CaptionAnimationStyle.Karaoke, 2500)[0].Filled);
        Assert.Equal(0, Poses(CaptionAnimationStyle.Karaoke, 1900)[1].Filled);
    }

    [Fact]
    public void Poses_Pop_GrowsOnlyTheSpokenWord()
    {
        var poses = Poses(CaptionAnimationStyle.Pop, 1600);

        Assert.InRange(poses[0].Scale, 1.1, 1.3);
        Assert.Equal(1, poses[1].Scale);
    }

    [Theory]
    [InlineData(Direction.Up, 0, 1)]
    [InlineData(Direction.Down, 0, -1)]
    [InlineData(Direction.Left, 1, 0)]
    [InlineData(Direction.Right, -1, 0)]
    public void Poses_Slide_ComesFromTheOtherSide(Direction direction, int signX, int signY)
    {
        var pose = WordMotion.Poses(new(CaptionAnimationStyle.Slide, direction), Words, 1080, 40, false)[0];

        Assert.Equal((signX, signY), (Math.Sign(pose.ShiftX), Math.Sign(pose.ShiftY)));
        Assert.InRange(pose.Opacity, 0.05, 0.95);
    }

    [Fact]
    public void Poses_AnyStyleAtSixtyFrames_MovesInSmallSteps()
    {
        const double Em = 40;
        foreach (var style in Enum.GetValues<CaptionAnimationStyle>().Except([CaptionAnimationStyle.Typewriter]))
        {
            PartPose? last = null;
            for (var time = 1000.0; time < 3000; time += 1000.0 / 60)
            {
                var now = WordMotion.Poses(new(style, Direction.Up), Words, time, Em, true).FirstOrDefault();
                if (last is { } before && now != default)
                {
                    Assert.InRange(Math.Abs(now.ShiftY - before.ShiftY), 0, Em * 0.35);
                    Assert.InRange(Math.Abs(now.Scale - before.Scale), 0, 0.1);
                    Assert.InRange(Math.Abs(now.Opacity - before.Opacity), 0, 0.3);
                    Assert.InRange(Math.Abs(now.Lit - before.Lit), 0, 0.4);
                }

                last = now == default ? null : now;
            }
        }
    }

    private static List<PartPose> Poses(CaptionAnimationStyle style, double time) =>
        WordMotion.Poses(new(style, Direction.Up), Words, time, 40, hasActiveLook: false);
}
