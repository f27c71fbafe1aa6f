using Framemill.Media.Timelines;

namespace Framemill.Media.Sources;

/// <summary>The part of a media's sound that is wanted, and how fast it shall run.</summary>
public sealed record AudioRequest
{
    public required string Path { get; init; }
    public required MediaFacts Facts { get; init; }

    /// <summary>Where in the media the sound begins, in seconds from its time zero.</summary>
    public Rational Start { get; init; }

    /// <summary>How much of the media is read, in seconds before the speed; null for all there is.</summary>
    public Rational? Length { get; init; }

    /// <summary>2 plays twice as fast at the same pitch. From 0.05 to 100.</summary>
    public Rational Speed { get; init; } = Rational.One;
}
