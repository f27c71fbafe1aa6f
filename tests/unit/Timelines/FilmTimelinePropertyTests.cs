using System.Globalization;
using System.Text.Json.Nodes;
using Framemill.Media.Timelines;
using Framemill.Testing;
using Framemill.Tests.Unit.Edits;
using Xunit;

namespace Framemill.Tests.Unit.Timelines;

/// <summary>What must hold for every timeline, tried on many.</summary>
public sealed class FilmTimelinePropertyTests
{
    private static readonly string[] Rates =
        ["12", "15", "23.976", "24", "25", "29.97", "30", "48", "50", "59.94", "60"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Resolve_ClipsThatMeet_LeaveNoGapAndNoOverlap(ulong seed)
    {
        var random = new SeededRandom(seed);
        for (var round = 0; round < 60; round++)
        {
            var film = RandomRow(random).Film();
            var next = 0;
            foreach (var clip in film.Clips)
            {
                Assert.Equal(next, clip.FirstFrame);
                next = clip.EndFrame;
            }

            Assert.Equal(film.FrameCount, next);
            Assert.Equal((film.Duration * film.Rate.FramesPerSecond).Round(), film.FrameCount);
        }
    }

    [Theory]
    [InlineData(4)]
    [InlineData(5)]
    public void Resolve_EveryFrame_LiesInItsClipsTime(ulong seed)
    {
        var random = new SeededRandom(seed);
        for (var round = 0; round < 30; round++)
        {
            var film = RandomRow(random).Film();
            foreach (var clip in film.Clips.Where(c => c.FrameCount > 0))
            {
                Assert.True(clip.LocalTime(clip.FirstFrame, film.Rate) <= film.Rate.FrameDuration / 2);
                Assert.True(clip.LocalTime(clip.EndFrame - 1, film.Rate) < clip.Length);
            }
        }
    }

    [Theory]
    [InlineData(6)]
    [InlineData(7)]
    public void Resolve_RangesSideBySide_ShowEveryFrameOnceAtItsTime(ulong seed)
    {
        var random = new SeededRandom(seed);
        for (var round = 0; round < 20; round++)
        {
            var edit = RandomRow(random, "25");
            var whole = edit.Film();
            var cut = new Rational(random.Between(1, whole.FrameCount - 1), 25);
            var first = edit.Output("range", Range(Rational.Zero, cut)).Film();
            var second = edit.Output("range", Range(cut, whole.Duration)).Film();

            Assert.Equal(whole.FrameCount, first.FrameCount + second.FrameCount);
            for (var frame = 0; frame < whole.FrameCount; frame++)
            {
                var (part, local) = frame < first.FrameCount ? (first, frame) : (second, frame - first.FrameCount);
                Assert.Equal(
                    whole.ClipsAt(frame).Select(c => (c.Index, c.LocalTime(frame, whole.Rate))),
                    part.ClipsAt(local).Select(c => (c.Index, c.LocalTime(local, part.Rate))));
            }
        }
    }

    [Theory]
    [InlineData(8)]
    public void Segments_OfAnyFilm_HoldEveryFrameOnceInOrder(ulong seed)
    {
        var random = new SeededRandom(seed);
        for (var round = 0; round < 15; round++)
        {
            var film = RandomRow(random).Film();
            var options = new SegmentOptions
            {
                Target = new(random.Between(1, 40), 10),
                First = new(random.Between(0, 20), 10),
            };
            var next = 0;
            foreach (var (segment, index) in SegmentPlan.Make(film, options).Select((s, i) => (s, i)))
            {
                Assert.Equal((index, next), (segment.Index, segment.FirstFrame));
                Assert.True(segment.FrameCount > 0);
                next = segment.EndFrame;
            }

            Assert.Equal(film.FrameCount, next);
        }
    }

    [Fact]
    public void Samples_OfClipsThatMeet_LeaveNoGap()
    {
        var random = new SeededRandom(9);
        for (var round = 0; round < 50; round++)
        {
            var clips = Enumerable.Range(0, 10).Select(_ => An.Audio("auto", Milliseconds(random, 1, 3_000))).ToArray();
            var film = An.Edit().Track(clips).Output("format", "mp3").Film();
            var next = 0L;
            foreach (var sound in film.Sounds)
            {
                Assert.Equal(next, sound.FirstSample(44_100));
                next += sound.SampleCount(44_100);
            }

            Assert.Equal(film.SampleCount(44_100), next);
        }
    }

    private static EditBuilder RandomRow(SeededRandom random, string? rate = null)
    {
        var clips = Enumerable.Range(0, random.Between(1, 12))
            .Select(_ => An.Image("auto", Milliseconds(random, 20, 4_000)));
        return An.Edit().Track([.. clips]).Output("fps", JsonNode.Parse(rate ?? random.Pick(Rates)));
    }

    private static JsonNode Milliseconds(SeededRandom random, int least, int most) =>
        JsonNode.Parse((random.Between(least, most) / 1000m).ToString(CultureInfo.InvariantCulture))!;

    private static JsonObject Range(Rational start, Rational length) => new()
    {
        ["start"] = start.ToDouble(),
        ["length"] = length.ToDouble(),
    };
}
