namespace Framemill.Ports;

/// <summary>Mixes the film's whole sound and stores it under its content key.</summary>
public interface ISoundMixer
{
    Task<StoredSound> MixAsync(MixSound work, CancellationToken cancellationToken);
}

public sealed record MixSound(string RenderId, string ManifestKey, string SoundKey);

public sealed record StoredSound(string SoundKey, string ObjectKey, long Bytes);
