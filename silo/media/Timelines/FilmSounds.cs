using Framemill.Media.Edits;

namespace Framemill.Media.Timelines;

/// <summary>Collects what sounds in a film.</summary>
internal static class FilmSounds
{
    public static IReadOnlyList<FilmSound> Of(
        Edit edit, IReadOnlyList<FilmClip> clips, AssetFacts? soundtrack, Rational rangeStart, Rational timelineEnd)
    {
        if (edit.Output.Mute || edit.Output.Format is not (OutputFormat.Mp4 or OutputFormat.Mp3))
            return [];
        var sounds = new List<FilmSound>();
        if (soundtrack is not null && edit.Timeline.Soundtrack is { Volume: > 0 } music)
        {
            sounds.Add(new()
            {
                Role = SoundRole.Soundtrack,
                Facts = soundtrack,
                Start = -rangeStart,
                Length = timelineEnd,
                Volume = Tweenable.Of(music.Volume),
                VolumeEffect = music.Effect,
            });
        }

        foreach (var clip in clips)
        {
            if (Of(clip) is not { } sound || sound is { Volume: { IsConstant: true, Value: 0 } }) continue;
            if (clip.Clip.Asset is VideoAsset { SpeedRamp: { } ramp })
                sounds.AddRange(RampedSounds.Of(sound, new(ramp, clip.Length.ToDouble())));
            else if (!sound.Speed.IsZero)
                sounds.Add(sound);
        }

        return sounds;
    }

    private static FilmSound? Of(FilmClip clip) => (clip.Clip.Asset, clip.Facts) switch
    {
        (VideoAsset video, { HasAudio: true } facts) => new()
        {
            Role = SoundRole.Video,
            Facts = facts,
            Start = clip.Start,
            Length = clip.Length,
            Trim = video.Trim,
            Speed = video.Speed,
            Volume = video.Volume,
            VolumeEffect = video.VolumeEffect,
        },
        (AudioAsset audio, { HasAudio: true } facts) => new()
        {
            Role = SoundRole.Audio,
            Facts = facts,
            Start = clip.Start,
            Length = clip.Length,
            Trim = audio.Trim,
            Speed = audio.Speed,
            Volume = audio.Volume,
            VolumeEffect = audio.VolumeEffect,
        },
        (TextToSpeechAsset speech, { HasAudio: true } facts) => new()
        {
            Role = SoundRole.Speech,
            Facts = facts,
            Start = clip.Start,
            Length = clip.Length,
            Trim = speech.Trim,
            Speed = speech.Speed,
            Volume = speech.Volume,
            VolumeEffect = speech.VolumeEffect,
        },
        _ => null,
    };
}
