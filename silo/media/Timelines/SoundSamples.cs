namespace Framemill.Media.Timelines;

/// <summary>All that can change the samples of a film.</summary>
internal sealed record SoundSamples
{
    /// <summary>To be raised whenever the same edit would come out with other samples.</summary>
    public const int MixerVersion = 2;

    public int Mixer { get; init; } = MixerVersion;

    public required string Encoder { get; init; }

    public required Rational Duration { get; init; }

    public required int FrameCount { get; init; }

    public required FrameRate Rate { get; init; }

    public required IReadOnlyList<FilmSound> Sounds { get; init; }
}
