using Framemill.Media.Edits;
using Framemill.Media.Timelines;

namespace Framemill.Media.Sound;

/// <summary>Everything that sounds in a film, sample by sample. Pure.</summary>
public sealed record SoundPlan
{
    private const double GainMax = 10;

    /// <summary>Length of a fade; in shorter sounds half of their length.</summary>
    private const double FadeSeconds = 2;

    private static readonly Rational SlowestSpeed = new(1, 20);
    private static readonly Rational FastestSpeed = 100;

    /// <summary>Samples of the whole film, per channel.</summary>
    public required long SampleCount { get; init; }

    /// <summary>In the order of their starts.</summary>
    public required IReadOnlyList<SoundEvent> Events { get; init; }

    /// <summary>A film in which nothing sounds gets no sound track at all.</summary>
    public bool IsSilent => Events.Count == 0;

    public static SoundPlan Make(Film film)
    {
        ArgumentNullException.ThrowIfNull(film);
        var samples = film.SampleCount(SoundFormat.Rate);
        var roles = MixRoles.Assign(film.Sounds);
        var events = film.Sounds.Select((sound, index) => Place(sound, roles[index], samples)).OfType<SoundEvent>();
        return new SoundPlan
        {
            SampleCount = samples,
            Events = [.. events.OrderBy(e => e.StartSample).ThenBy(e => e.Key.Value, StringComparer.Ordinal)],
        };
    }

    private static SoundEvent? Place(FilmSound sound, MixRole role, long samplesMax)
    {
        if (sound.Speed < SlowestSpeed || sound.Speed > FastestSpeed) return null; // Frozen: nothing sounds.
        var timing = new AssetTiming(true, sound.Trim, sound.Speed);
        var heard = Rational.Min(sound.Length, timing.NaturalLength(sound.Facts) ?? sound.Length);
        var first = Math.Max(0, (sound.Start * SoundFormat.Rate).Round());
        var end = Math.Min(samplesMax, ((sound.Start + heard) * SoundFormat.Rate).Round());
        if (end <= first) return null;

        // What began before the rendered range comes in later in its source, and later in its fades.
        var cut = Rational.Max(Rational.Zero, -sound.Start);
        var gain = GainOf(sound, heard.ToDouble(), cut.ToDouble(), end - first);
        if (gain.IsSilent) return null;
        return new SoundEvent
        {
            Key = sound.Facts.Key,
            Role = role,
            StartSample = first,
            LengthSamples = end - first,
            SourceStart = timing.SourceTime(cut, sound.Length),
            Speed = timing.Speed,
            Gain = gain,
        };
    }

    private static GainEnvelope GainOf(FilmSound sound, double heardSeconds, double cutSeconds, long samples)
    {
        var clipSeconds = sound.Length.ToDouble();
        return GainEnvelope.Sample(samples, seconds =>
        {
            var local = seconds + cutSeconds;
            var gain = sound.Volume.At(local, clipSeconds) * Fade(sound.VolumeEffect, local, heardSeconds);
            return Math.Clamp(gain, 0, GainMax);
        });
    }

    private static double Fade(VolumeEffect effect, double seconds, double length)
    {
        var fade = Math.Min(FadeSeconds, length / 2);
        if (effect == VolumeEffect.None || fade <= 0) return 1;
        var gain = 1.0;
        if (effect is VolumeEffect.FadeIn or VolumeEffect.FadeInFadeOut) gain *= Math.Clamp(seconds / fade, 0, 1);
        if (effect is VolumeEffect.FadeOut or VolumeEffect.FadeInFadeOut)
            gain *= Math.Clamp((length - seconds) / fade, 0, 1);
        return gain;
    }
}
