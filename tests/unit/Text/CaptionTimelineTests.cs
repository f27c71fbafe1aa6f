using Framemill.Media.Edits;
using Framemill.Media.Text.Captions;
using Framemill.Media.Timelines;
using Xunit;

namespace Framemill.Tests.Unit.Text;

public sealed class CaptionTimelineTests
{
    [Fact]
    public void Stretches_OfOverlappingCues_ChangeWithEachEdge()
    {
        var timeline = Timeline([Cue(0, 2000, "a"), Cue(1000, 3000, "b"), Cue(4000, 5000, "c")]);

        Assert.Equal(
            ["0-25 a", "25-50 a,b", "50-75 b", "100-125 c"],
            timeline.Stretches.Select(stretch => $"{stretch.FirstFrame}-{stretch.EndFrame} "
                + string.Join(',', stretch.Cues.Select(cue => cue.Text))));
        Assert.Equal([0, 1, -1, 3], new[] { 24, 25, 80, 124 }.Select(frame => timeline.At(frame)));
    }

    [Fact]
    public void Stretches_OfManyCuesAtOnce_ShowTheNewestAndTakeNoTime()
    {
        var cues = Enumerable.Range(0, 50_000).Select(i => Cue(i, 1_000_000 + i, $"{i}")).ToList();

        var timeline = Timeline(cues);

        Assert.All(timeline.Stretches, stretch => Assert.InRange(stretch.Cues.Count, 1, 8));
        Assert.Equal("49999", timeline.Stretches[timeline.At(2000)].Cues[^1].Text);
    }

    private static CaptionCue Cue(long start, long end, string text) =>
        new() { StartMilliseconds = start, EndMilliseconds = end, Text = text };

    private static CaptionTimeline Timeline(IReadOnlyList<CaptionCue> cues) => new(
        cues,
        new()
        {
            Clip = Clip.Of(new RichCaptionAsset { Source = "" }, Rational.Zero, 10), Track = 0, Index = 0,
            Start = Rational.Zero, Length = 10, FirstFrame = 0, FrameCount = 250,
        },
        new(25, 1));
}
