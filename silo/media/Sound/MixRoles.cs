using Framemill.Media.Timelines;

namespace Framemill.Media.Sound;

/// <summary>
/// Decides what each sound is in the mix, from the edit alone. Spoken text is speech, the soundtrack is music and a
/// video's own sound is an effect. An audio clip is speech, unless it runs beside other voices: a long one is then
/// music, a short one an effect.
/// </summary>
internal static class MixRoles
{
    /// <summary>Shorter than this, a sound beside spoken text is a jingle or a noise, not music.</summary>
    private static readonly Rational EffectSecondsMax = 5;

    public static MixRole[] Assign(IReadOnlyList<FilmSound> sounds) =>
        [.. sounds.Select(sound => RoleOf(sound, sounds))];

    private static MixRole RoleOf(FilmSound sound, IReadOnlyList<FilmSound> all) => sound.Role switch
    {
        SoundRole.Speech => MixRole.Speech,
        SoundRole.Soundtrack => MixRole.Music,
        SoundRole.Video => MixRole.Effect,
        SoundRole.Audio when RunsBesideSpokenText(sound, all) =>
            sound.Length < EffectSecondsMax ? MixRole.Effect : MixRole.Music,
        SoundRole.Audio when CarriesAnother(sound, all) => MixRole.Music,
        SoundRole.Audio => MixRole.Speech,
        _ => throw new ArgumentOutOfRangeException(nameof(sound), sound.Role, null),
    };

    private static bool RunsBesideSpokenText(FilmSound sound, IReadOnlyList<FilmSound> all) =>
        all.Any(other => other.Role == SoundRole.Speech && Overlap(sound, other));

    /// <summary>A voice lies over music, so the music is what is twice as long, or as long and softer.</summary>
    private static bool CarriesAnother(FilmSound sound, IReadOnlyList<FilmSound> all) => all.Any(other =>
        !ReferenceEquals(other, sound) && other.Role == SoundRole.Audio && Overlap(sound, other)
        && (sound.Length >= other.Length * 2 || (sound.Length >= other.Length && VolumeOf(sound) < VolumeOf(other))));

    private static bool Overlap(FilmSound one, FilmSound other) =>
        one.Start < other.Start + other.Length && other.Start < one.Start + one.Length;

    private static double VolumeOf(FilmSound sound) => sound.Volume.At(0, sound.Length.ToDouble());
}
