using Framemill.Media.Encoders;

namespace Framemill.Media.Sound;

/// <summary>
/// A film's whole sound as fragmented MP4: the sound stream of a playlist and the sound of the film itself.
/// </summary>
public sealed record EncodedSound
{
    public required string Path { get; init; }

    /// <summary>As playlists name it.</summary>
    public required string Codec { get; init; }

    /// <summary>Bytes of the initialisation part, at the file's beginning.</summary>
    public required ByteRange Init { get; init; }

    /// <summary>The fragments in order: where they lie and how long they play.</summary>
    public required IReadOnlyList<SoundFragment> Fragments { get; init; }

    public required long Bytes { get; init; }

    public required double Seconds { get; init; }

    public long BitsPerSecondPeak =>
        (long)Math.Ceiling(Fragments.Max(fragment => fragment.Bytes.Length * 8 / fragment.Seconds));
}

public readonly record struct SoundFragment(ByteRange Bytes, double Seconds);
