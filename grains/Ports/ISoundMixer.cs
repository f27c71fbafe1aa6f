namespace Framemill.Ports;

/// <summary>Mixes the film's whole sound and stores it under its content key.</summary>
public interface ISoundMixer
{
    Task<StoredSound> MixAsync(MixSound work, CancellationToken cancellationToken);
}

public sealed record MixSound(string RenderId, string ManifestKey, string SoundKey)
{
    /// <summary>
    /// Called once where a long film's sound can be heard from its beginning though it is not finished: playlists may
    /// name it from then on.
    /// </summary>
    public Func<Task>? Opened { get; init; }
}

public sealed record StoredSound(string SoundKey, string ObjectKey, long Bytes);
