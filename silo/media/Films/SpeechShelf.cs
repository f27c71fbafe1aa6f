using System.Security.Cryptography;
using Framemill.Media.Edits;
using Framemill.Media.Sound;
using Framemill.Media.Sources;

namespace Framemill.Media.Films;

/// <summary>Spoken texts by what was said and how: each is synthesised once per machine.</summary>
public sealed class SpeechShelf(SpeechSynthesizer synthesizer, string folder)
{
    /// <summary>The sound file of a spoken text.</summary>
    public async Task<MediaResult<string>> SpeakAsync(
        AssetKey key, TextToSpeechAsset speech, CancellationToken cancellationToken)
    {
        var name = key.Value[(key.Value.IndexOf(':', StringComparison.Ordinal) + 1)..];
        var path = PathOf(name);
        if (File.Exists(path)) return path;

        Directory.CreateDirectory(folder);
        var part = $"{path}.{Guid.NewGuid():n}.part";
        try
        {
            var spoken = await synthesizer.SpeakAsync(speech, part, cancellationToken);
            if (!spoken.Succeeded) return spoken.Problem;
            File.Move(part, path, overwrite: true);
            return path;
        }
        finally
        {
            File.Delete(part);
        }
    }

    public static async Task<string> HashAsync(string path, CancellationToken cancellationToken)
    {
        await using var file = File.OpenRead(path);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellationToken));
    }

    private string PathOf(string name) => Path.Combine(folder, name + ".wav");
}
