using System.Globalization;
using System.Text.RegularExpressions;
using Framemill.Media.Edits;
using Framemill.Media.Sound;
using Framemill.Testing;
using Xunit;

namespace Framemill.Tests.Media.Sound;

public sealed partial class SpeechWordsTests
{
    private static readonly SpeechSynthesizer Synthesizer = new(Encoders.Films.Processes, new());

    [Fact]
    public async Task Time_WordsBetweenPauses_BeginWhereTheSilenceEnds()
    {
        using var folder = new TempFolder();
        var words = await WordsAsync(folder, "Rivers. Mountains. Gardens. Buildings. Wonders.", "Brian", null);

        var log = await Tool.ErrorsAsync(
            "ffmpeg", "-nostats", "-i", folder["a.wav"], "-af", "silencedetect=noise=-40dB:d=0.15", "-f", "null", "-");
        var ends = SilenceEnd().Matches(log)
            .Select(match => double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) * 1000).ToList();
        Assert.Equal(5, words.Count);
        foreach (var word in words.Skip(1))
            Assert.InRange(ends.Min(end => Math.Abs(end - word.Milliseconds)), 0, 40);
    }

    [Theory]
    [InlineData("Hello there, this is a film of five pictures. Two clips and 1234 voices, in all!", "Joanna", null, 16)]
    [InlineData("Guten Morgen, liebe Zuschauer und Zuschauerinnen.", "Vicki", null, 6)]
    [InlineData("صباح الخير يا أصدقائي", "Zeina", null, 4)]
    [InlineData("- What?\n-- Nothing & all <b>that</b> \u0001 [[x]]", "Matthew", null, 8)]
    public async Task Time_AnyText_TellsOfEachWordInOrder(string text, string voice, string? language, int count)
    {
        using var folder = new TempFolder();

        var words = await WordsAsync(folder, text, voice, language);

        Assert.Equal(count, words.Count);
        var length = WaveFile.Read(await File.ReadAllBytesAsync(
            folder["a.wav"], TestContext.Current.CancellationToken));
        var end = length.Samples.Length * 1000L / length.Rate;
        for (var i = 1; i < words.Count; i++)
        {
            Assert.InRange(words[i].Milliseconds, words[i - 1].Milliseconds, end);
            Assert.True(words[i - 1].EndMilliseconds <= words[i].Milliseconds);
        }

        Assert.InRange(words[^1].EndMilliseconds, end * 6 / 10, end);
        Assert.Single(Directory.EnumerateFiles(folder.Path));
    }

    [Fact]
    public async Task Time_Words_TakeAboutAsLongAsTheyAre()
    {
        using var folder = new TempFolder();
        var words = await WordsAsync(folder, "A responsibility is a characteristically long word.", "Joanna", null);

        Assert.InRange(words[1].EndMilliseconds - words[1].Milliseconds, 600, 1400);
        Assert.InRange(words[2].EndMilliseconds - words[2].Milliseconds, 40, 300);
        Assert.True(words[4].EndMilliseconds - words[4].Milliseconds > 800);
    }

    private static async Task<IReadOnlyList<SpokenWord>> WordsAsync(
        TempFolder folder, string text, string voice, string? language)
    {
        var speech = new TextToSpeechAsset { Text = text, Voice = voice, Language = language };
        await Synthesizer.SpeakAsync(speech, folder["a.wav"], TestContext.Current.CancellationToken);
        return await Synthesizer.TimeAsync(speech, folder["a.wav"], TestContext.Current.CancellationToken);
    }

    [GeneratedRegex(@"silence_end: ([0-9.]+)")]
    private static partial Regex SilenceEnd();
}
