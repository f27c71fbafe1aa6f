using Framemill.Media.Sound;
using Framemill.Media.Text.Captions;
using Xunit;

namespace Framemill.Tests.Unit.Sound;

public sealed class SpeechTimingTests
{
    private const int Rate = 16_000;

    [Fact]
    public void Words_OfChangingLoudness_AreFoundWhereTheySound()
    {
        // Half a second of each word, a tenth of silence between them.
        var sounds = Enumerable.Range(0, 9).Select(i => (Word: i, From: i * 0.6, To: (i * 0.6) + 0.5)).ToList();
        var (even, uneven) = Waves(sounds, 5.4);

        var words = SpeechTiming.Words(Tokens(9), even, uneven, even.Samples.Length);

        Assert.Equal(9, words.Count);
        for (var i = 0; i < 9; i++)
        {
            Assert.InRange(words[i].Milliseconds, (i * 600) - 6, (i * 600) + 6);
            Assert.InRange(words[i].EndMilliseconds, (i * 600) + 494, (i * 600) + 506);
        }
    }

    [Fact]
    public void Words_ThatMakeNoSound_TakeNoTime()
    {
        var (even, uneven) = Waves([(0, 0, 0.5), (2, 0.6, 1.2)], 1.3);

        var words = SpeechTiming.Words(Tokens(3), even, uneven, even.Samples.Length);

        Assert.InRange(words[2].Milliseconds, 590, 610);
        Assert.InRange(words[1].EndMilliseconds - words[1].Milliseconds, 0, 10);
    }

    [Fact]
    public void Words_OfAShorterKeptSound_AreShiftedByWhatEachWordCost()
    {
        var (even, uneven) = Waves([(0, 0, 1), (1, 1, 2), (2, 2, 3), (3, 3, 4)], 4);

        // A tenth of a second for each word.
        var words = SpeechTiming.Words(Tokens(4), even, uneven, even.Samples.Length - (Rate * 4 / 10));

        Assert.InRange(words[3].Milliseconds, 2690, 2710);
    }

    [Fact]
    public void Words_OfSilence_AreInOrder()
    {
        var (even, uneven) = Waves([], 1);

        var words = SpeechTiming.Words(Tokens(3), even, uneven, even.Samples.Length);

        Assert.All(words, word => Assert.InRange(word.Milliseconds, 0, 1000));
        Assert.Equal(words.OrderBy(word => word.Milliseconds), words);
    }

    [Fact]
    public void Write_SpokenWords_ReadsBackWithTheirTimes()
    {
        const string Text = "Rock & roll, all night. <b>Then</b> home";
        int[] starts = [0, 5, 7, 13, 17, 24, 36];
        int[] lengths = [4, 1, 5, 3, 6, 11, 4];
        var spoken = starts.Select((start, i) => new SpokenWord(start, lengths[i], i * 400, (i * 400) + 300)).ToList();

        var cues = CaptionFile.Parse(SpeechCaptions.Write(Text, spoken));

        Assert.Equal(["Rock & roll, all night.", "<b>Then</b> home"], cues.Select(cue => cue.Text));
        var words = cues.SelectMany(CaptionWords.Of).ToList();
        Assert.Equal(spoken.Select(word => word.Milliseconds), words.Select(word => word.Milliseconds));
    }

    [Fact]
    public void Write_LongSentence_IsCutIntoReadableCues()
    {
        var text = string.Join(' ', Enumerable.Repeat("moments", 40));
        var spoken = Enumerable.Range(0, 40).Select(i => new SpokenWord(i * 8, 7, i * 500, (i * 500) + 500)).ToList();

        var cues = CaptionFile.Parse(SpeechCaptions.Write(text, spoken));

        Assert.All(cues, cue => Assert.InRange(cue.Text.Length, 7, 48));
        Assert.Equal(40, cues.Sum(cue => CaptionWords.Of(cue).Count));
    }

    private static List<(int Start, int Length)> Tokens(int count) =>
        [.. Enumerable.Range(0, count).Select(i => (i * 4, 3))];

    private static (WaveFile Even, WaveFile Uneven) Waves(
        IEnumerable<(int Word, double From, double To)> sounds, double seconds)
    {
        var even = new short[(int)(seconds * Rate)];
        var uneven = new short[even.Length];
        foreach (var (word, from, to) in sounds)
        {
            for (var i = (int)(from * Rate); i < Math.Min(even.Length, (int)(to * Rate)); i++)
            {
                even[i] = (short)(9000 * Math.Sin(i * 0.2));
                uneven[i] = (short)(even[i] * SpeechTiming.Levels[word % SpeechTiming.Levels.Length] / 100);
            }
        }

        return (new(Rate, even), new(Rate, uneven));
    }
}
