using Framemill.Media.Edits;
using Framemill.Media.Sources;
using Framemill.Media.Timelines;

namespace Framemill.Media.Sound;

/// <summary>Sounds decoded from files of any kind.</summary>
public sealed class DecodedSounds(AudioDecoder decoder, IReadOnlyDictionary<AssetKey, SoundMaterial> materials)
    : ISoundLibrary
{
    public async Task<ISoundStream> OpenAsync(SoundEvent sound, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(sound);
        if (!materials.TryGetValue(sound.Key, out var material))
            throw new KeyNotFoundException($"The sound {sound.Key} was not made ready.");
        if (await PlainSound.TryOpenAsync(material, sound, cancellationToken) is { } plain) return plain;
        var request = new AudioRequest
        {
            Path = material.Path,
            Facts = material.Facts,
            Start = sound.SourceStart,
            Length = new Rational(sound.LengthSamples, SoundFormat.Rate) * sound.Speed,
            Speed = sound.Speed,
        };
        return new Decoded(await decoder.OpenAsync(request, cancellationToken));
    }

    private sealed class Decoded(AudioSource source) : ISoundStream
    {
        public string? Problem => source.Problem?.Text;

        public ValueTask<int> ReadAsync(Memory<float> interleaved, CancellationToken cancellationToken) =>
            source.ReadAsync(interleaved, cancellationToken);

        public ValueTask DisposeAsync() => source.DisposeAsync();
    }
}

/// <summary>A sound's file on this machine.</summary>
public sealed record SoundMaterial(string Path, MediaFacts Facts);
