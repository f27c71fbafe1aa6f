using Framemill.Media.Timelines;

namespace Framemill.Media.Encoders;

/// <summary>What a master playlist tells of a film.</summary>
public sealed record HlsMaster
{
    public required HlsVideo Video { get; init; }

    /// <summary>Null for a film in which nothing sounds.</summary>
    public HlsSound? Sound { get; init; }
}

/// <param name="Codec">As <see cref="EncodedSegment.Codec"/> names it.</param>
/// <param name="BitsPerSecondPeak">Of the busiest segment; an estimate while the film still renders.</param>
public sealed record HlsVideo(string Uri, string Codec, int Width, int Height, FrameRate Rate, long BitsPerSecondPeak);

/// <param name="Codec">As <see cref="Sound.EncodedSound.Codec"/> names it.</param>
public sealed record HlsSound(string Uri, string Codec, long BitsPerSecondPeak);
