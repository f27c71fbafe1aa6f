using System.Text.Json.Nodes;
using Framemill.Media.Edits;
using Framemill.Media.Timelines;
using Framemill.Tests.Unit.Edits;
using Xunit;

namespace Framemill.Tests.Unit.Timelines;

public sealed class FilmTimelineTests
{
    [Fact]
    public void Resolve_AutomaticTimes_FollowEachOther()
    {
        var film = An.Edit()
            .Track(
                An.Image("auto", "auto"),
                An.Video("auto", "auto", "a.mp4").Asset("trim", 2).Asset("speed", 2),
                An.Speech("auto", "auto"),
                An.Caption("auto", "auto"),
                An.Text("auto", "auto"))
            .Film(An.VideoFacts("a.mp4", 7), An.CaptionFacts("words.srt", new(9, 2)));

        Assert.Equal(
            [(0, 3), (3, new(5, 2)), (new(11, 2), 10), (new(31, 2), new(9, 2)), (20, 3)],
            Times(film));
        Assert.Equal((23 * 25, (Rational)23), (film.FrameCount, film.Duration));
    }

    [Fact]
    public void Resolve_EndLengths_LastToTheEndButNotBeyondTheAsset()
    {
        var film = An.Edit()
            .Track(An.Image(2, "end"))
            .Track(An.Video(1, "end", "short.mp4"))
            .Track(An.Image(0, 12))
            .Film(An.VideoFacts("short.mp4", 4));

        Assert.Equal([(0, 12), (1, 4), (2, 10)], Times(film));
    }

    [Fact]
    public void Resolve_OnlyEndLengths_TheAssetsMakeTheEnd()
    {
        var film = An.Edit().Track(An.Image(1, "end")).Track(An.Video(0, "end", "a.mp4"))
            .Film(An.VideoFacts("a.mp4", 6));

        Assert.Equal([(0, 6), (1, 5)], Times(film));
    }

    [Fact]
    public void Resolve_Aliases_CopyTheOthersTimes()
    {
        var film = An.Edit()
            .Track(An.Text("alias://voice", "alias://voice"), An.Text("auto", 1))
            .Track(An.Image(0, 1.5), An.Speech("auto", "auto").With("alias", "voice"))
            .Film();

        Assert.Equal([(0, new(3, 2)), (new(3, 2), 10), (new(3, 2), 10), (new(23, 2), 1)], Times(film));
    }

    [Fact]
    public void Resolve_PausedVideo_LastsThreeSecondsWhenAutomatic() => Assert.Equal(
        [(0, 3)], Times(An.Edit().Track(An.Video(0, "auto").Asset("speed", 0)).Film()));

    [Fact]
    public void Resolve_PaintOrder_IsBottomTrackFirst()
    {
        var film = An.Edit().Track(An.Text(0, 1)).Track(An.Image(1, 1), An.Image(0, 1)).Track(An.Video(0, 2)).Film();

        Assert.Equal([(2, 0), (1, 1), (1, 0), (0, 0)], film.Clips.Select(c => (c.Track, c.Index)));
        Assert.Equal([(2, 0), (1, 1), (0, 0)], film.ClipsAt(0).Select(c => (c.Track, c.Index)));
        Assert.Equal("/timeline/tracks/1/clips/1", film.Clips[1].Pointer);
    }

    [Fact]
    public void Resolve_Range_MovesEveryTime()
    {
        var film = An.Edit()
            .Track(An.Video(0, 4), An.Image(4, 4), An.Text(8, 2))
            .Output("range", JsonNode.Parse("""{"start":2.5,"length":3}"""))
            .Output("poster", JsonNode.Parse("""{"capture":4}"""))
            .Output("thumbnail", JsonNode.Parse("""{"capture":100,"scale":0.3}"""))
            .Film();

        Assert.Equal([(new(-5, 2), 4), (new(3, 2), 4)], Times(film));
        Assert.Equal([(0, 38), (38, 37)], film.Clips.Select(c => (c.FirstFrame, c.FrameCount)));
        Assert.Equal((75, 37, 74), (film.FrameCount, film.PosterFrame, film.ThumbnailFrame));
        Assert.Equal(new Rational(5, 2), film.Clips[0].LocalTime(0, film.Rate));
    }

    [Fact]
    public void Resolve_RangeLongerThanTheTimeline_EndsWithIt()
    {
        var edit = An.Edit().Track(An.Image(0, 4)).Output("range", JsonNode.Parse("""{"start":1,"length":100}"""));

        Assert.Equal(75, edit.Film().FrameCount);
    }

    [Theory]
    [InlineData("""{"start":4}""", "range_outside", "/output/range/start")]
    [InlineData("""{"start":1,"length":0}""", "film_empty", "/output/range/length")]
    public void Resolve_RangeWithNothingInIt_IsTold(string range, string code, string pointer)
    {
        var resolution = An.Edit().Track(An.Image(0, 4)).Output("range", JsonNode.Parse(range)).Resolve();

        Assert.Equal((code, pointer), resolution.Problems.Select(p => (p.Code, p.Pointer)).Single());
    }

    [Fact]
    public void Resolve_NoLengthAnywhere_IsAnEmptyFilm() => Assert.Equal(
        EditProblemCodes.FilmEmpty, An.Edit().Track(An.Image(0, 0)).Resolve().Problems.Single().Code);

    [Fact]
    public void Resolve_StillPicture_HasOneFrame()
    {
        var film = An.Edit().Track(An.Image(0, 4))
            .Output("format", "jpg").Output("range", JsonNode.Parse("""{"start":2}""")).Film();

        Assert.Equal((1, (Rational)2), (film.FrameCount, film.Clips[0].LocalTime(0, film.Rate)));
        Assert.Empty(film.Sounds);
    }

    [Fact]
    public void Resolve_AssetsMissingOrOfTheWrongKind_AreAllTold()
    {
        var edit = An.Edit().Track(An.Video(0, 1, "a.mp4"), An.Audio(1, 1), An.Image(2, 1), An.Caption(3, 1)).Read();
        var facts = new[]
        {
            An.AudioFacts("a.mp4", 5), An.CaptionFacts("music.mp3", 5), An.AudioFacts("words.srt", 1),
        };

        var problems = FilmTimeline.Resolve(edit, facts.ToDictionary(f => f.Key)).Problems;

        Assert.Equal(
            [
                ("asset_unusable", "/timeline/tracks/0/clips/0/asset/src"),
                ("asset_unusable", "/timeline/tracks/0/clips/1/asset/src"),
                ("asset_missing", "/timeline/tracks/0/clips/2/asset/src"),
                ("asset_unusable", "/timeline/tracks/0/clips/3/asset/src"),
            ],
            problems.Select(p => (p.Code, p.Pointer)));
    }

    [Fact]
    public void Resolve_TimelineBeyondTheLimit_IsTold()
    {
        var edit = An.Edit().Track(An.Video(0, "auto", "long.mp4")).Read();
        var facts = An.VideoFacts("long.mp4", 500);

        var known = new Dictionary<AssetKey, AssetFacts> { [facts.Key] = facts };
        var resolution = FilmTimeline.Resolve(edit, known, new() { FilmSecondsMax = 400 });

        Assert.Equal(EditProblemCodes.FilmTooLong, resolution.Problems.Single().Code);
    }

    [Fact]
    public void Sounds_OfEveryKind_AreCollectedWithTheirRoles()
    {
        var film = An.Edit()
            .Timeline("soundtrack", JsonNode.Parse("""{"src":"https://a.b/m.mp3","effect":"fadeOut","volume":0.5}"""))
            .Track(An.Speech(1, "auto").Asset("volume", 0.8))
            .Track(An.Audio(0, 2).Asset("trim", 1).Asset("effect", "fadeIn"))
            .Track(An.Video(0, 5).Asset("volume", 0), An.Video(5, 5).Asset("speed", 0.5))
            .Film();

        Assert.Equal(
            [
                (SoundRole.Soundtrack, 0, 11),
                (SoundRole.Video, 5, 5),
                (SoundRole.Audio, 0, 2),
                (SoundRole.Speech, 1, 10),
            ],
            film.Sounds.Select(s => (s.Role, s.Start, s.Length)));
        Assert.Equal(11 * 48_000, film.SampleCount(48_000));
    }

    [Fact]
    public void Sounds_Muted_AreNone()
    {
        var film = An.Edit().Track(An.Video(0, 5)).Output("mute", true).Film();

        Assert.False(film.HasSound);
        Assert.Null(ContentKeys.Sound(film, ""));
    }

    [Fact]
    public void SourceTime_TrimAndSpeed_AreExact()
    {
        var clip = An.Edit().Track(An.Video(0, 5).Asset("trim", 1.5).Asset("speed", 0.333333))
            .Output("fps", 29.97).Film().Clips[0];

        var local = clip.LocalTime(100, new(30_000, 1001));
        Assert.Equal(new Rational(1001 * 100, 30_000), local);
        Assert.Equal(new Rational(3, 2) + (local * new Rational(333_333, 1_000_000)), clip.SourceTime(local));
    }

    private static IEnumerable<(Rational Start, Rational Length)> Times(Film film) =>
        film.Clips.Select(c => (c.Start, c.Length));
}
