using Framemill.Media.Edits;
using Framemill.Media.Timelines;
using Framemill.Tests.Unit.Edits;
using System.Text.Json.Nodes;
using Xunit;

namespace Framemill.Tests.Unit.Timelines;

public sealed class SpeedRampTests
{
    private const string Slowing = """[{"from":1,"to":0,"start":1,"length":2}]""";

    [Fact]
    public void SourceSeconds_LinearTween_IsTheAreaUnderIt()
    {
        var ramp = new SpeedRamp(Read(Slowing), 5);

        Assert.Equal([0, 1, 1.75, 2, 2], new[] { 0.0, 1, 2, 3, 5 }.Select(t => Math.Round(ramp.SourceSeconds(t), 9)));
    }

    [Theory]
    [InlineData("""[{"from":-1,"to":-1}]""", -2)]
    [InlineData("""[{"from":0,"to":0}]""", 0)]
    [InlineData("""[{"from":2,"to":6,"interpolation":"constant","length":1}]""", 8)]
    [InlineData("""[{"from":1,"to":3,"length":2}]""", 4)]
    [InlineData("""[{"from":1,"to":3,"length":2,"interpolation":"bezier","easing":"easeInOut"}]""", 4)]
    [InlineData("""[{"from":1,"to":0,"length":1},{"from":0,"to":-2,"start":1,"length":1}]""", -0.5)]
    [InlineData("""[{"from":4,"to":4,"start":-5,"length":6},{"to":1,"start":1,"length":0}]""", 5)]
    public void SourceSeconds_AfterTwoSeconds_IsTheArea(string speed, double expected) =>
        Assert.Equal(expected, new SpeedRamp(Read(speed), 2).SourceSeconds(2), 6);

    [Fact]
    public void SourceSeconds_EveryEasing_NeverJumpsAndGrowsWhereTheSpeedIsAboveNought()
    {
        foreach (var easing in Enum.GetValues<Easing>())
        {
            var tween = new Tween
            {
                From = 0.5, To = 2, Length = 3, Interpolation = Interpolation.Bezier, Easing = easing,
            };
            var ramp = new SpeedRamp(new() { Value = 0.5, Tweens = [tween] }, 4);
            var last = 0.0;
            for (var frame = 1; frame <= 240; frame++)
            {
                var now = ramp.SourceSeconds(frame / 60.0);
                Assert.InRange(now - last, 0, 3 / 60.0);
                last = now;
            }
        }
    }

    [Fact]
    public void Length_OfAClipWithARamp_IsTheSourcesOwn()
    {
        var film = An.Edit().Track(An.Video(0, "auto").Asset("speed", JsonNode.Parse(Slowing))).Film();
        var plain = An.Edit().Track(An.Video(0, "auto")).Film();

        Assert.Equal(plain.Clips[0].Length, film.Clips[0].Length);
        Assert.Equal(new Rational(7, 4), film.Clips[0].SourceTime(2));
    }

    [Fact]
    public void Sounds_OfARamp_FollowItAndAreSilentWhereItStandsStill()
    {
        var film = An.Edit().Track(An.Video(0, 5).Asset("speed", JsonNode.Parse(Slowing))).Film();

        Assert.All(film.Sounds, sound => Assert.InRange(sound.Speed.ToDouble(), 0.25, 1));
        Assert.Equal(0, film.Sounds[0].Start);
        Assert.Equal(1, film.Sounds[0].Speed);
        Assert.InRange(film.Sounds[^1].Start.ToDouble() + film.Sounds[^1].Length.ToDouble(), 2, 3);
        // Each piece goes on in the source where the one before it ended.
        for (var i = 1; i < film.Sounds.Count; i++)
        {
            var before = film.Sounds[i - 1];
            Assert.Equal(before.Start + before.Length, film.Sounds[i].Start);
            Assert.Equal((before.Trim + (before.Length * before.Speed)).ToDouble(), film.Sounds[i].Trim.ToDouble(), 4);
        }
    }

    [Theory]
    [InlineData("""[{"from":11,"to":0}]""", 10, 0)]
    [InlineData("""[{"from":0,"to":-11}]""", 0, -10)]
    public void Read_SpeedBeyondItsBounds_IsBroughtWithin(string speed, double from, double to)
    {
        var tween = Assert.Single(Read(speed).Tweens);
        Assert.Equal((from, to), (tween.From, tween.To));
    }

    private static Tweenable Read(string speed)
    {
        var clip = An.Edit().Track(An.Video(0, 5).Asset("speed", JsonNode.Parse(speed))).Read();
        return ((VideoAsset)clip.Timeline.Tracks[0].Clips[0].Asset).SpeedRamp!;
    }
}
