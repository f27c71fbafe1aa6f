using Framemill.Media.Edits;
using Framemill.Media.Timelines;

namespace Framemill.Media.Sound;

/// <summary>
/// Decides what each clip's sound is in the mix, from the edit alone. Spoken text is speech and a video's own sound is an
/// effect. An audio clip is speech, unless it runs beside other voices: a long one is then music, a short one an effect.
/// </summary>
internal static class SoundRoles
{
    /// <summary>Shorter than this, a sound beside spoken text is a jingle or a noise, not music.</summary>
    private static readonly Rational EffectSecondsMax = 5;

    public static SoundRole[] Assign(Film film) =>
        [.. film.Clips.Select(clip => RoleOf(clip, film.Clips))];

    private static SoundRole RoleOf(FilmClip clip, IReadOnlyList<FilmClip> all) => clip.Clip.Asset switch
    {
        TextToSpeechAsset => SoundRole.Speech,
        AudioAsset when RunsBesideSpokenText(clip, all) =>
            clip.Length < EffectSecondsMax ? SoundRole.Effect : SoundRole.Music,
        AudioAsset when CarriesAnother(clip, all) => SoundRole.Music,
        AudioAsset => SoundRole.Speech,
        _ => SoundRole.Effect,
    };

    private static bool RunsBesideSpokenText(FilmClip clip, IReadOnlyList<FilmClip> all) =>
        all.Any(other => other.Clip.Asset is TextToSpeechAsset && Overlap(clip, other));

    /// <summary>A voice lies over music, so the music is the one that is twice as long, or as long and softer.</summary>
    private static bool CarriesAnother(FilmClip clip, IReadOnlyList<FilmClip> all) => all.Any(other =>
        other != clip && other.Clip.Asset is AudioAsset && Overlap(clip, other)
        && (clip.Length >= other.Length * 2 || (clip.Length >= other.Length && Volume(clip) < Volume(other))));

    private static bool Overlap(FilmClip one, FilmClip other) => one.Start < other.End && other.Start < one.End;

    private static double Volume(FilmClip clip) =>
        clip.Clip.Asset is AudioAsset audio ? audio.Volume.At(0, clip.Length.ToDouble()) : 1;
}
