using System.Text;
using Framemill.Media.Assets;
using Framemill.Media.Edits;
using Framemill.Media.Processes;
using Framemill.Media.Timelines;

namespace Framemill.Media.Sound;

/// <summary>Speaks text by espeak-ng, in a child process with limits. The same request gives the same bytes.</summary>
public sealed class SpeechSynthesizer(ProcessRunner processes, SoundOptions options)
{
    /// <summary>Goes into the content key of whoever keeps spoken text: another version speaks otherwise.</summary>
    public const string Version = "espeak-ng 1";

    private const string Tool = "espeak-ng";
    private const int WordsPerMinute = 165;

    private static readonly ProcessLimits Limits = new()
    {
        WallTime = TimeSpan.FromMinutes(2),
        StallTime = TimeSpan.FromSeconds(30),
        AddressSpaceBytes = 1L << 30,
        CpuSeconds = 60,
        FileBytes = 512L << 20,
    };

    /// <summary>Writes what is said to a WAV file.</summary>
    /// <exception cref="SpeechException">The text is too long, holds nothing to say, or the voice failed.</exception>
    public async Task<SpokenText> SpeakAsync(TextToSpeechAsset speech, string path, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(speech);
        if (speech.Text.Length > options.SpeechCharactersMax)
            throw new SpeechException(
                $"The text has {speech.Text.Length} characters; {options.SpeechCharactersMax} can be spoken.");
        var voice = SpeechVoices.Resolve(speech.Voice, speech.Language);
        // The same text may be spoken for two films at one time.
        var part = $"{path}.{Guid.NewGuid():N}.part";
        try
        {
            await RunAsync(voice, Spoken(speech.Text), part, cancellationToken);
            var wave = File.Exists(part) ? WaveFile.Read(await File.ReadAllBytesAsync(part, cancellationToken)) : null;
            if (wave is null || Array.TrueForAll(wave.Samples, sample => sample == 0))
                throw new SpeechException("The text holds nothing that can be spoken.");
            SpeechLevel.Normalise(wave);
            await File.WriteAllBytesAsync(part, wave.Write(), cancellationToken);
            File.Move(part, path, overwrite: true);
            return new SpokenText(path, voice, new Rational(wave.Samples.Length, wave.Rate));
        }
        catch (FormatException error)
        {
            throw new SpeechException($"The voice's output is broken: {error.Message}");
        }
        finally
        {
            File.Delete(part);
        }
    }

    /// <summary>When each word of a text sounds in what <see cref="SpeakAsync"/> makes of it.</summary>
    /// <param name="path">Of the spoken text; other files beside it come and go.</param>
    /// <exception cref="SpeechException">The voice failed.</exception>
    public async Task<IReadOnlyList<SpokenWord>> TimeAsync(
        TextToSpeechAsset speech, string path, CancellationToken cancellationToken)
    {
        var voice = SpeechVoices.Resolve(speech.Voice, speech.Language);
        var tokens = Tokens(speech.Text);
        var spoken = WaveFile.Read(await File.ReadAllBytesAsync(path, cancellationToken));
        var even = await LevelledAsync(0);
        var uneven = await LevelledAsync(1);
        return SpeechTiming.Words(tokens, even, uneven, spoken.Samples.Length);

        async Task<WaveFile> LevelledAsync(int step)
        {
            var part = $"{path}.{Guid.NewGuid():N}.part";
            try
            {
                await RunAsync(voice, Levelled(speech.Text, tokens, step), part, cancellationToken);
                return WaveFile.Read(await File.ReadAllBytesAsync(part, cancellationToken));
            }
            catch (Exception error) when (error is FormatException or IOException && !FullDisk.Is(error))
            {
                throw new SpeechException($"The words could not be timed: {error.Message}");
            }
            finally
            {
                File.Delete(part);
            }
        }
    }

    private static List<(int Start, int Length)> Tokens(string text)
    {
        var tokens = new List<(int, int)>();
        for (var i = 0; i < text.Length;)
        {
            var start = i;
            while (i < text.Length && !IsBlank(text[i])) i++;
            if (i > start) tokens.Add((start, i - start));
            else i++;
        }

        return tokens;

        static bool IsBlank(char value) => char.IsWhiteSpace(value) || char.IsControl(value);
    }

    /// <summary>Each word with the voice's own command for loudness before it.</summary>
    /// <param name="step">How many levels each word is away from the one before.</param>
    private static string Levelled(string text, List<(int Start, int Length)> tokens, int step)
    {
        var levelled = new StringBuilder();
        var levels = SpeechTiming.Levels;
        for (var i = 0; i < tokens.Count; i++)
        {
            var (start, length) = tokens[i];
            // Line ends count for the voice as pauses.
            if (i > 0) levelled.Append(EndsLine(text, tokens[i - 1], start) ? '\n' : ' ');
            levelled.Append('\u0001').Append(levels[i * step % levels.Length]).Append('A');
            levelled.Append(Spoken(text.Substring(start, length)).AsSpan().TrimEnd('\n'));
        }

        return levelled.Append('\n').ToString();
    }

    private static bool EndsLine(string text, (int Start, int Length) token, int next) =>
        text.AsSpan((token.Start + token.Length)..next).Contains('\n');

    private async Task RunAsync(string voice, string text, string path, CancellationToken cancellationToken)
    {
        var request = new ProcessRequest
        {
            Tool = Tool,
            Arguments = ["-v", voice, "-s", $"{WordsPerMinute}", "-b", "1", "--stdin", "-w", Path.GetFullPath(path)],
            FeedsInput = true,
        };
        await using var child = await processes.StartAsync(request, Limits, cancellationToken);
        try
        {
            await child.Input.WriteAsync(Encoding.UTF8.GetBytes(text), cancellationToken);
            await child.Input.DisposeAsync();
        }
        catch (IOException)
        {
            // It ended early: its result says why.
        }

        var result = await child.Completion;
        cancellationToken.ThrowIfCancellationRequested();
        FullDisk.ThrowIfAt(path);
        if (!result.Succeeded) throw new SpeechException($"The text was not spoken: {result.Summary()}");
    }

    /// <summary>
    /// The text without what the voice would take as commands: control characters and phoneme brackets.
    /// </summary>
    private static string Spoken(string text)
    {
        var spoken = new StringBuilder(text.Length + 1);
        foreach (var character in text)
        {
            if (character is '[' && spoken.Length > 0 && spoken[^1] == '[') spoken.Append(' ');
            spoken.Append(char.IsControl(character) && character is not '\n' ? ' ' : character);
        }

        return spoken.Append('\n').ToString();
    }
}
