using System.Security.Cryptography;
using System.Text;

namespace Framemill.Media.Edits;

/// <summary>Names something to be fetched or made. What has the same key is fetched or made once.</summary>
public readonly record struct AssetKey(string Value)
{
    /// <summary>What lies at a URL or in a local file.</summary>
    public static AssetKey Source(string source) => new(source);

    /// <summary>What a voice says. Volume and trim change nothing of it.</summary>
    public static AssetKey Speech(TextToSpeechAsset speech) =>
        Made("speech", speech.Text, speech.Voice, speech.Language ?? "", speech.Newscaster ? "newscaster" : "");

    /// <summary>What a model makes.</summary>
    public static AssetKey Generated(string kind, string prompt, string? model, string? options) =>
        Made(kind, prompt, model ?? "", options ?? "");

    public override string ToString() => Value;

    private static AssetKey Made(string kind, params ReadOnlySpan<string> parts)
    {
        // Lengths go first: otherwise two different lists of parts could run together into the same text.
        var text = new StringBuilder();
        foreach (var part in parts)
            text.Append(part.Length).Append(':').Append(part);
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString()));
        return new($"{kind}:{Convert.ToHexStringLower(hash)}");
    }
}
