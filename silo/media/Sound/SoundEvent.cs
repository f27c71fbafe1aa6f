using Framemill.Media.Edits;
using Framemill.Media.Timelines;

namespace Framemill.Media.Sound;

/// <summary>One sound of the film: what is heard, from which sample on, how long, how loud.</summary>
public sealed record SoundEvent
{
    public required AssetKey Key { get; init; }
    public required MixRole Role { get; init; }

    /// <summary>First sample of the film in which it sounds.</summary>
    public required long StartSample { get; init; }
    public required long LengthSamples { get; init; }

    /// <summary>Where in the source it begins, in seconds.</summary>
    public required Rational SourceStart { get; init; }

    /// <summary>Source seconds for each second of the film.</summary>
    public Rational Speed { get; init; } = Rational.One;

    public GainEnvelope Gain { get; init; } = GainEnvelope.Constant(1);

    public long EndSample => StartSample + LengthSamples;
}
