using Framemill.Media.Edits;
using Framemill.Media.Sound;
using Framemill.Media.Timelines;
using Xunit;

namespace Framemill.Tests.Unit.Sound;

public sealed class SoundPlanTests
{
    [Fact]
    public void Make_Sound_PlacesItToTheSample()
    {
        var plan = SoundPlan.Make(Film(10, Sound(SoundRole.Audio, new(1, 3), 2)));

        var sound = Assert.Single(plan.Events);
        Assert.Equal((16_000, 96_000), (sound.StartSample, sound.LengthSamples));
        Assert.Equal(480_000, plan.SampleCount);
    }

    [Fact]
    public void Make_OddRate_GivesTheSamplesOfTheFrames()
    {
        var film = Film(10) with { Rate = new(30000, 1001), FrameCount = 61 };

        Assert.Equal(97_698, SoundPlan.Make(film).SampleCount); // 61 * 1001 / 30000 * 48000 = 97697.6
    }

    [Fact]
    public void Make_SoundFromBeforeTheRange_BeginsLaterInItsSource()
    {
        var early = Sound(SoundRole.Audio, -1, 4) with { Trim = 3, Speed = 2 };
        var sound = Assert.Single(SoundPlan.Make(Film(10, early)).Events);

        Assert.Equal((0, 3 * 48_000), (sound.StartSample, sound.LengthSamples));
        Assert.Equal(new Rational(5, 1), sound.SourceStart);
        Assert.Equal(new Rational(2, 1), sound.Speed);
    }

    [Fact]
    public void Make_ClipLongerThanItsSound_EndsWithIt()
    {
        var sound = Assert.Single(SoundPlan.Make(Film(100, Sound(SoundRole.Audio, 1, 50) with { Trim = 18 })).Events);

        Assert.Equal(2 * 48_000, sound.LengthSamples);
    }

    [Fact]
    public void Make_SoundPastTheEnd_IsCut()
    {
        var sound = Assert.Single(SoundPlan.Make(Film(10, Sound(SoundRole.Video, 9, 5))).Events);

        Assert.Equal(48_000, sound.LengthSamples);
    }

    [Fact]
    public void Make_FadeInFadeOut_ShapesTheGain()
    {
        var faded = Sound(SoundRole.Audio, 0, 10) with
        {
            VolumeEffect = VolumeEffect.FadeInFadeOut,
            Volume = Tweenable.Of(0.5),
        };
        var gain = Assert.Single(SoundPlan.Make(Film(10, faded)).Events).Gain;

        Assert.Equal(0, gain.At(0));
        Assert.Equal(0.25, gain.At(48_000), 0.01);
        Assert.Equal(0.5, gain.At(240_000), 0.01);
        Assert.Equal(0.25, gain.At(9 * 48_000), 0.01);
    }

    [Fact]
    public void Make_VolumeTween_FollowsIt()
    {
        var tween = new Tween { From = 1, To = 0, Start = 2, Length = 4 };
        var moving = Sound(SoundRole.Audio, 0, 10) with { Volume = new Tweenable { Value = 1, Tweens = [tween] } };
        var gain = Assert.Single(SoundPlan.Make(Film(10, moving)).Events).Gain;

        Assert.Equal(1, gain.At(48_000), 0.001);
        Assert.Equal(0.5, gain.At(4 * 48_000), 0.001);
        Assert.Equal(0, gain.At(8 * 48_000), 0.001);
    }

    [Fact]
    public void Make_NothingHeard_IsSilent()
    {
        Assert.True(SoundPlan.Make(Film(10)).IsSilent);
        Assert.True(SoundPlan.Make(Film(10, Sound(SoundRole.Audio, 0, 5) with { Volume = Tweenable.Zero })).IsSilent);
        Assert.True(SoundPlan.Make(Film(10, Sound(SoundRole.Video, 0, 5) with { Speed = 0 })).IsSilent);
        Assert.True(SoundPlan.Make(Film(10, Sound(SoundRole.Video, 11, 5))).IsSilent);
    }

    [Fact]
    public void Make_SoundtrackOfARange_LiesUnderTheWholeFilm()
    {
        var music = Sound(SoundRole.Soundtrack, -2, 60) with { Volume = Tweenable.Of(0.3) };
        var sound = Assert.Single(SoundPlan.Make(Film(10, music)).Events);

        Assert.Equal(MixRole.Music, sound.Role);
        Assert.Equal((0L, 480_000L), (sound.StartSample, sound.LengthSamples));
        Assert.Equal(new Rational(2, 1), sound.SourceStart);
        Assert.Equal(0.3f, sound.Gain.At(1000));
    }

    [Fact]
    public void Assign_Sounds_FollowWhatRunsBesideWhat()
    {
        var speech = Sound(SoundRole.Speech, 0, 5);
        var longAudio = Sound(SoundRole.Audio, 0, 10);
        var softAudio = longAudio with { Volume = Tweenable.Of(0.2) };

        Assert.Equal([MixRole.Speech], MixRoles.Assign([longAudio]));
        Assert.Equal([MixRole.Speech, MixRole.Music], MixRoles.Assign([speech, longAudio]));
        Assert.Equal([MixRole.Speech, MixRole.Effect], MixRoles.Assign([speech, Sound(SoundRole.Audio, 1, 2)]));
        Assert.Equal([MixRole.Speech, MixRole.Speech], MixRoles.Assign([speech, Sound(SoundRole.Audio, 5, 9)]));
        Assert.Equal([MixRole.Music, MixRole.Speech], MixRoles.Assign([longAudio, Sound(SoundRole.Audio, 1, 4)]));
        Assert.Equal([MixRole.Music, MixRole.Speech], MixRoles.Assign([softAudio, longAudio]));
        Assert.Equal([MixRole.Music, MixRole.Effect], MixRoles.Assign(
            [Sound(SoundRole.Soundtrack, 0, 9), Sound(SoundRole.Video, 0, 9)]));
    }

    private static FilmSound Sound(SoundRole role, Rational start, Rational length) => new()
    {
        Role = role,
        Facts = new AssetFacts
        {
            Key = AssetKey.Source("a"),
            Kind = MediaKind.Audio,
            ContentHash = "00",
            Duration = 20,
            HasAudio = true,
        },
        Start = start,
        Length = length,
    };

    private static Film Film(int seconds, params FilmSound[] sounds) => new()
    {
        Edit = new Edit { Timeline = new Timeline { Tracks = [] }, Output = new Output { Format = OutputFormat.Mp4 } },
        Format = OutputFormat.Mp4,
        Size = new FrameSize(640, 360),
        OutputSize = new FrameSize(640, 360),
        Rate = new FrameRate(25, 1),
        FrameCount = seconds * 25,
        Duration = seconds,
        RangeStart = Rational.Zero,
        Clips = [],
        Sounds = sounds,
    };
}
