using System.Text.Json.Serialization;
using Framemill.Media.Sound;

namespace Framemill.Silo.Adapters;

/// <summary>What playlists tell of a sound, kept beside it so that nobody has to take the file apart again.</summary>
internal sealed record SoundOutline
{
    public required string Codec { get; init; }
    public required long InitBytes { get; init; }
    public required long BitsPerSecondPeak { get; init; }
    public required IReadOnlyList<SoundPart> Parts { get; init; }

    public static SoundOutline Of(EncodedSound sound) => new()
    {
        Codec = sound.Codec,
        InitBytes = sound.Init.Length,
        BitsPerSecondPeak = sound.BitsPerSecondPeak,
        Parts = [.. sound.Fragments.Select(f => new SoundPart(f.Bytes.Offset, f.Bytes.Length, f.Seconds))],
    };
}

internal sealed record SoundPart(long Offset, long Bytes, double Seconds);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(SoundOutline))]
internal sealed partial class HostJson : JsonSerializerContext;
