using Framemill.Media.Edits;
using Framemill.Media.Timelines;

namespace Framemill.Media.Sound;

/// <summary>Everything that sounds in a film, sample by sample. Pure.</summary>
public sealed record SoundPlan
{
    private const double GainMax = 10;
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
        if (!film.HasSound || film.Edit.Output.Mute) return new SoundPlan { SampleCount = samples, Events = [] };
        var roles = SoundRoles.Assign(film);
        IEnumerable<SoundEvent?> events =
        [
            .. film.Clips.Select((clip, index) => OfClip(clip, roles[index], samples)),
            OfSoundtrack(film, samples),
        ];
        return new SoundPlan
        {
            SampleCount = samples,
            Events = [.. events.OfType<SoundEvent>()
                .OrderBy(sound => sound.StartSample).ThenBy(sound => sound.Key.Value, StringComparer.Ordinal)],
        };
    }

    private static SoundEvent? OfClip(FilmClip clip, SoundRole role, long samplesMax)
    {
        if (clip.Facts is not { HasAudio: true } facts || ClipVolume.Of(clip.Clip.Asset) is not { } volume) return null;
        var timing = AssetTiming.Of(clip.Clip.Asset);
        var heard = timing.NaturalLength(facts) is { } natural ? Rational.Min(clip.Length, natural) : clip.Length;
        var clipSeconds = clip.Length.ToDouble();
        return Place(clip.Start, heard, timing, samplesMax, facts.Key, role, (seconds, length) =>
            volume.Volume.At(seconds, clipSeconds) * Fade(volume.Effect, seconds, length));
    }

    private static SoundEvent? OfSoundtrack(Film film, long samplesMax)
    {
        if (film.Edit.Timeline.Soundtrack is not { } soundtrack || FactsOfSoundtrack(film) is not { HasAudio: true } facts)
            return null;
        var start = -film.RangeStart;
        var rest = new Rational(samplesMax, SoundFormat.Rate) - start;
        var heard = facts.Duration is { } duration ? Rational.Min(rest, duration) : rest;
        return Place(start, heard, new AssetTiming(true, Rational.Zero, Rational.One), samplesMax, facts.Key, SoundRole.Music,
            (seconds, length) => soundtrack.Volume * Fade(soundtrack.Effect, seconds, length));
    }

    private static AssetFacts? FactsOfSoundtrack(Film film) =>
        film.Sounds.FirstOrDefault(sound => sound.Role == Timelines.SoundRole.Soundtrack)?.Facts;

    private static SoundEvent? Place(
        Rational start,
        Rational heard,
        AssetTiming timing,
        long samplesMax,
        AssetKey key,
        SoundRole role,
        Func<double, double, double> gainAt)
    {
        if (timing.Speed < SlowestSpeed || timing.Speed > FastestSpeed) return null; // Frozen or reversed: nothing sounds.
        var first = Math.Max(0, (start * SoundFormat.Rate).Round());
        var end = Math.Min(samplesMax, ((start + heard) * SoundFormat.Rate).Round());
        if (end <= first) return null;

        // A clip that began before the rendered range comes in later in its source, and later in its fades.
        var cut = Rational.Max(Rational.Zero, -start);
        var cutSeconds = cut.ToDouble();
        var heardSeconds = heard.ToDouble();
        var gain = GainEnvelope.Sample(
            end - first, seconds => Math.Clamp(gainAt(seconds + cutSeconds, heardSeconds), 0, GainMax));
        if (gain.IsSilent) return null;
        return new SoundEvent
        {
            Key = key,
            Role = role,
            StartSample = first,
            LengthSamples = end - first,
            SourceStart = timing.SourceTime(cut),
            Speed = timing.Speed,
            Gain = gain,
        };
    }

    private static double Fade(VolumeEffect effect, double seconds, double length)
    {
        var fade = Math.Min(ClipVolume.FadeSeconds, length / 2);
        if (effect == VolumeEffect.None || fade <= 0) return 1;
        var gain = 1.0;
        if (effect is VolumeEffect.FadeIn or VolumeEffect.FadeInFadeOut) gain *= Math.Clamp(seconds / fade, 0, 1);
        if (effect is VolumeEffect.FadeOut or VolumeEffect.FadeInFadeOut)
            gain *= Math.Clamp((length - seconds) / fade, 0, 1);
        return gain;
    }
}
