using System.Security.Cryptography;
using System.Text;
using Framemill.Media.Edits;
using Framemill.Media.Sound;

namespace Framemill.Media.Films;

/// <summary>Spoken texts by what was said and how: each is synthesised once per machine.</summary>
public sealed class SpeechShelf(SpeechSynthesizer synthesizer, string folder)
{
    /// <summary>The sound file of a spoken text.</summary>
    /// <exception cref="SpeechException">It cannot be spoken.</exception>
    public async Task<string> SpeakAsync(
        AssetKey key, TextToSpeechAsset speech, CancellationToken cancellationToken)
    {
        var path = Path.Combine(folder, NameOf(key));
        if (!File.Exists(path))
        {
            Directory.CreateDirectory(folder);
            await synthesizer.SpeakAsync(speech, path, cancellationToken);
        }

        return path;
    }

    public static async Task<string> HashAsync(string path, CancellationToken cancellationToken)
    {
        await using var file = File.OpenRead(path);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellationToken));
    }

    /// <summary>Another version of the voice says the same text in other bytes.</summary>
    private static string NameOf(AssetKey key)
    {
        var name = SHA256.HashData(Encoding.UTF8.GetBytes($"{SpeechSynthesizer.Version}\n{key.Value}"));
        return Convert.ToHexStringLower(name) + ".wav";
    }
}
