using Framemill.Media.Edits;
using Framemill.Media.Text.Captions;
using Framemill.Media.Text.Looks;
using Xunit;

namespace Framemill.Tests.Unit.Text;

public sealed class CaptionWordsTests
{
    private static readonly CaptionCue Cue = new()
    {
        StartMilliseconds = 1000, EndMilliseconds = 3000, Text = "ask not\nwhat",
    };

    [Fact]
    public void Of_FileWithoutTimes_SharesTheTimeByLength()
    {
        var words = CaptionWords.Of(Cue);

        Assert.Equal([(0, 3), (4, 3), (8, 4)], words.Select(word => (word.Start, word.Length)));
        Assert.Equal(1000, words[0].Milliseconds);
        Assert.True(words[0].Milliseconds < words[1].Milliseconds && words[1].Milliseconds < words[2].Milliseconds);
        Assert.True(words[2].Milliseconds < 3000);
    }

    [Fact]
    public void Of_FileWithTimes_TakesThem()
    {
        var cue = CaptionFile.Parse("WEBVTT\n\n00:01.000 --> 00:03.000\nask <00:01.700>not <00:02.500>what")[0];

        Assert.Equal([1000L, 1700L, 2500L], CaptionWords.Of(cue).Select(word => word.Milliseconds));
    }

    [Theory]
    [InlineData(999, -1)]
    [InlineData(1000, 0)]
    [InlineData(5000, 2)]
    public void At_Moment_IsTheLastWordBegun(long milliseconds, int expected) =>
        Assert.Equal(expected, CaptionWords.At(CaptionWords.Of(Cue), milliseconds));

    [Theory]
    [InlineData(CaptionAnimationStyle.Highlight, 1)]
    [InlineData(CaptionAnimationStyle.Karaoke, 2)]
    [InlineData(CaptionAnimationStyle.Typewriter, 1)]
    [InlineData(CaptionAnimationStyle.None, 0)]
    public void SpansOf_SecondWordSpoken_MarksAsTheStyleSays(CaptionAnimationStyle style, int spans)
    {
        var look = new ActiveWordLook(new() { Source = "", Animation = new(style, Direction.Up) });

        Assert.Equal(spans, look.SpansOf(CaptionWords.Of(Cue), 1).Count);
    }
}
