using Framemill.Media.Text.Captions;
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

    [Fact]
    public void Of_Words_EndWhereTheNextBegins()
    {
        var words = CaptionWords.Of(Cue);

        Assert.Equal([words[1].Milliseconds, words[2].Milliseconds, 3000], words.Select(word => word.EndMilliseconds));
    }

    [Fact]
    public void Of_FewerMarksThanWords_SharesTheTimeBetweenMarks()
    {
        var cue = CaptionFile.Parse("WEBVTT\n\n00:01.000 --> 00:05.000\none two <00:03.000>three four")[0];

        Assert.Equal([1000L, 2000L, 3000L], CaptionWords.Of(cue).Take(3).Select(word => word.Milliseconds));
        Assert.InRange(CaptionWords.Of(cue)[3].Milliseconds, 3900, 4200);
    }

    [Fact]
    public void Of_MarksBeforeTheSpaces_BelongToTheWordBehind()
    {
        var cue = CaptionFile.Parse(
            "WEBVTT\n\n00:01.000 --> 00:03.000\nask<00:01.700><c> not</c><00:02.500><c> what</c>")[0];

        Assert.Equal([1000L, 1700L, 2500L], CaptionWords.Of(cue).Select(word => word.Milliseconds));
    }

    [Fact]
    public void Of_MarksOnBothSidesOfASpace_EndTheWordBeforeAndBeginTheNext()
    {
        var cue = CaptionFile.Parse("WEBVTT\n\n00:01.000 --> 00:03.000\nask<00:01.500> <00:02.000>not")[0];

        Assert.Equal([(1000L, 1500L), (2000L, 3000L)],
            CaptionWords.Of(cue).Select(word => (word.Milliseconds, word.EndMilliseconds)));
    }

    [Fact]
    public void Of_MarksOutsideTheCue_StayInIt()
    {
        var cue = CaptionFile.Parse("WEBVTT\n\n00:01.000 --> 00:03.000\n<00:00.100>ask <00:09.000>not")[0];

        Assert.All(CaptionWords.Of(cue), word => Assert.InRange(word.Milliseconds, 1000, 3000));
    }

    [Theory]
    [InlineData("one  two\nthree", 3)]
    [InlineData("你好，世界。", 4)]
    [InlineData("東京タワーへ行った", 7)]
    [InlineData("مرحبا بالعالم", 2)]
    [InlineData("👨‍👩‍👧‍👦 ok", 2)]
    [InlineData("   ", 0)]
    public void Split_Text_FindsItsWords(string text, int words) =>
        Assert.Equal(words, Framemill.Media.Text.TextWords.Split(text).Count);
}
