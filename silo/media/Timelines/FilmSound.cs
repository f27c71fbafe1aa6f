using Framemill.Media.Edits;

namespace Framemill.Media.Timelines;

/// <summary>One thing that sounds. Times are seconds of the film, which a range makes begin at zero.</summary>
public sealed record FilmSound
{
    public required SoundRole Role { get; init; }

    public required AssetFacts Facts { get; init; }

    /// <summary>Negative for what began before the rendered range.</summary>
    public required Rational Start { get; init; }

    public required Rational Length { get; init; }

    /// <summary>Seconds left out at the source's beginning.</summary>
    public Rational Trim { get; init; }

    public Rational Speed { get; init; } = Rational.One;

    /// <summary>Its tweens count from <see cref="Start"/>.</summary>
    public Tweenable Volume { get; init; } = Tweenable.One;

    public VolumeEffect VolumeEffect { get; init; }

    /// <summary>First sample of the film at a sampling rate; negative like <see cref="Start"/>.</summary>
    public long FirstSample(int samplesPerSecond) => (Start * samplesPerSecond).Round();

    /// <summary>Both edges are rounded, so sounds that meet neither overlap nor leave a gap.</summary>
    public long SampleCount(int samplesPerSecond) =>
        ((Start + Length) * samplesPerSecond).Round() - FirstSample(samplesPerSecond);
}
