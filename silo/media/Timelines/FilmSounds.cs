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

    private static FilmSound? Of(FilmClip clip) =>
        clip is { Facts: { HasAudio: true } facts, Clip.Asset: ISoundingAsset asset }
            ? new()
            {
                Role = RoleOf(clip.Clip.Asset),
                Facts = facts,
                Start = clip.Start,
                Length = clip.Length,
                Trim = asset.Trim,
                Speed = asset.Speed,
                Volume = asset.Volume,
                VolumeEffect = asset.VolumeEffect,
            }
            : null;

    private static SoundRole RoleOf(Asset asset) => asset.Kind switch
    {
        AssetKind.Video => SoundRole.Video,
        AssetKind.TextToSpeech => SoundRole.Speech,
        _ => SoundRole.Audio,
    };
}
