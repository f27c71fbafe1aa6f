using System.Security.Cryptography;
using System.Text;
using Framemill.Media.Edits;
using Framemill.Media.Sound;
using Framemill.Media.Sources;
using Framemill.Media.Timelines;
using MediaKind = Framemill.Media.Sources.MediaKind;

namespace Framemill.Media.Films;

/// <summary>Spoken texts by what was said and how: each is synthesised once per machine.</summary>
public sealed class SpeechShelf(SpeechSynthesizer synthesizer, string folder)
{
    /// <summary>The sound file of a spoken text.</summary>
    /// <exception cref="SpeechException">It cannot be spoken.</exception>
    public async Task<SpokenFile> SpeakAsync(
        AssetKey key, TextToSpeechAsset speech, CancellationToken cancellationToken)
    {
        var path = Path.Combine(folder, NameOf(key));
        if (!File.Exists(path))
        {
            Directory.CreateDirectory(folder);
            await synthesizer.SpeakAsync(speech, path, cancellationToken);
        }

        var bytes = await File.ReadAllBytesAsync(path, cancellationToken);
        var wave = WaveFile.Read(bytes); // Our own file: it needs no probing.
        return new SpokenFile(path, Convert.ToHexStringLower(SHA256.HashData(bytes)), new MediaFacts
        {
            Kind = MediaKind.Audio,
            Format = "wav",
            Bytes = bytes.Length,
            Duration = new Rational(wave.Samples.Length, wave.Rate),
            AudioCodec = "pcm_s16le",
            AudioStream = 0,
            AudioChannels = 1,
            AudioRate = wave.Rate,
        });
    }

    /// <summary>The spoken text written down as WebVTT, each word with its time.</summary>
    /// <exception cref="SpeechException">It cannot be spoken.</exception>
    public async Task<SpokenFile> WriteDownAsync(TextToSpeechAsset speech, CancellationToken cancellationToken)
    {
        var spoken = await SpeakAsync(AssetKey.Speech(speech), speech, cancellationToken);
        var path = Path.ChangeExtension(spoken.Path, ".vtt");
        if (!File.Exists(path))
        {
            var words = await synthesizer.TimeAsync(speech, spoken.Path, cancellationToken);
            var part = $"{path}.{Guid.NewGuid():N}.part";
            await File.WriteAllTextAsync(part, SpeechCaptions.Write(speech.Text, words), cancellationToken);
            File.Move(part, path, overwrite: true);
        }

        var bytes = await File.ReadAllBytesAsync(path, cancellationToken);
        return new SpokenFile(path, Convert.ToHexStringLower(SHA256.HashData(bytes)), spoken.Media);
    }

    /// <summary>Another version of the voice says the same text in other bytes.</summary>
    private static string NameOf(AssetKey key)
    {
        var name = SHA256.HashData(Encoding.UTF8.GetBytes($"{SpeechSynthesizer.Version}\n{key.Value}"));
        return Convert.ToHexStringLower(name) + ".wav";
    }
}

/// <summary>Spoken text at hand.</summary>
public sealed record SpokenFile(string Path, string ContentHash, MediaFacts Media);
