using Framemill.Media.Edits;
using Framemill.Media.Sound;
using Framemill.Testing;
using Framemill.Tests.Media.Encoders;
using Xunit;

namespace Framemill.Tests.Media.Sound;

public sealed class SpeechSynthesizerTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static readonly SpeechSynthesizer Synthesizer = new(Films.Processes, new());

    private static TextToSpeechAsset Say(string text, string voice = "Joanna", string? language = null) =>
        new() { Text = text, Voice = voice, Language = language };

    [Fact]
    public async Task Speak_Sentence_GivesSoundOfTheMeasuredLength()
    {
        using var folder = new TempFolder();
        var spoken = await Synthesizer.SpeakAsync(
            Say("A film of five pictures, two clips and one voice."), folder["a.wav"], Cancellation);

        var duration = double.Parse(
            await Tool.RunAsync(
                "ffprobe", "-v", "error", "-of", "csv=p=0", "-show_entries", "format=duration", spoken.Path),
            System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(duration, spoken.Duration.ToDouble(), 5);
        Assert.InRange(duration, 2, 6);
        Assert.Equal("en-us+f3", spoken.Voice);
    }

    [Fact]
    public async Task Speak_Twice_GivesSameBytesAndAnotherVoiceGivesOthers()
    {
        using var folder = new TempFolder();
        await Synthesizer.SpeakAsync(Say("Hello there."), folder["a.wav"], Cancellation);
        await Synthesizer.SpeakAsync(Say("Hello there."), folder["b.wav"], Cancellation);
        await Synthesizer.SpeakAsync(Say("Hello there.", "Brian"), folder["c.wav"], Cancellation);

        var first = await File.ReadAllBytesAsync(folder["a.wav"], Cancellation);
        Assert.Equal(first, await File.ReadAllBytesAsync(folder["b.wav"], Cancellation));
        Assert.NotEqual(first, await File.ReadAllBytesAsync(folder["c.wav"], Cancellation));
    }

    [Theory]
    [InlineData("Guten Morgen.", "Vicki", null)]
    [InlineData("Bonjour à tous.", "nobody knows me", "fr-FR")]
    [InlineData("你好，世界。", "Zhiyu", null)]
    [InlineData("[[h@l'oU]] --version -f /etc/passwd <break/>", "Matthew", null)]
    public async Task Speak_AnyText_Speaks(string text, string voice, string? language)
    {
        using var folder = new TempFolder();
        var spoken = await Synthesizer.SpeakAsync(Say(text, voice, language), folder["a.wav"], Cancellation);

        Assert.InRange(spoken.Duration.ToDouble(), 0.3, 20);
        Assert.Single(Directory.EnumerateFiles(folder.Path));
    }

    [Fact]
    public async Task Speak_TooLong_IsRefused()
    {
        using var folder = new TempFolder();
        var strict = new SpeechSynthesizer(Films.Processes, new() { SpeechCharactersMax = 4 });

        await Assert.ThrowsAsync<SpeechException>(() => strict.SpeakAsync(Say("Hello"), folder["a.wav"], Cancellation));
    }

    [Fact]
    public async Task Speak_NothingToSay_IsRefused()
    {
        using var folder = new TempFolder();

        await Assert.ThrowsAsync<SpeechException>(
            () => Synthesizer.SpeakAsync(Say("  \u0001 "), folder["a.wav"], Cancellation));
        Assert.Empty(Directory.EnumerateFiles(folder.Path));
    }
}
