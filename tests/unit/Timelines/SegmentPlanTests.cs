using System.Text.Json;
using System.Text.Json.Nodes;
using Framemill.Media.Edits;
using Framemill.Media.Timelines;
using Framemill.Tests.Unit.Edits;
using Xunit;

namespace Framemill.Tests.Unit.Timelines;

public sealed class SegmentPlanTests
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    [Fact]
    public void Make_TenSeconds_HasAShortFirstSegmentAndATail() => Assert.Equal(
        [(0, 13), (13, 50), (63, 50), (113, 50), (163, 50), (213, 37)],
        Segments(Base()).Select(s => (s.FirstFrame, s.FrameCount)));

    [Fact]
    public void Make_RateOver1001_CutsAtWholeFrames()
    {
        var segments = Segments(Base().Output("fps", 29.97));

        Assert.Equal([15, 60, 60, 60, 60, 45], segments.Select(s => s.FrameCount));
    }

    [Fact]
    public void Make_SoundOnly_HasNoSegments() => Assert.Empty(Segments(Base().Output("format", "mp3")));

    [Fact]
    public void Make_SameEditTwice_HasTheSameKeys()
    {
        Assert.Equal(Keys(Base()), Keys(Base()));
        Assert.Equal(6, Keys(Base()).Distinct().Count());
        Assert.All(Keys(Base()), key => Assert.Matches("^[0-9a-f]{64}$", key));
    }

    [Fact]
    public void Make_OneTextChanged_ChangesOnlyTheSegmentsItShowsIn() =>
        AssertChanged(Base(), Base(text: "Changed"), 2, 3);

    [Fact]
    public void Make_PictureWithOtherBytes_ChangesOnlyItsSegments()
    {
        var facts = An.FactsOf(Base().Read().Assets().First(a => a.Source == An.Url("b.jpg")));

        var other = Base().Film(facts with { ContentHash = new('0', 64) });
        AssertChanged(Segments(Base()), SegmentPlan.Make(other), 3, 4, 5);
    }

    [Fact]
    public void Make_KeysReorderedAndBlanksAdded_ChangesNothing()
    {
        var edit = Base();
        var reordered = Reversed(edit.Root).ToJsonString(Indented);
        var read = EditReader.Read(reordered, new());
        var film = FilmTimeline.Resolve(
            read.Edit!, read.Edit!.Assets().DistinctBy(a => a.Key).ToDictionary(a => a.Key, An.FactsOf)).Film!;

        Assert.Equal(Keys(edit), SegmentPlan.Make(film).Select(s => s.ContentKey));
    }

    [Fact]
    public void Make_WhatChangesNoPixel_ChangesNoKey()
    {
        var plain = An.Edit().Track(An.Video(0, 4, "a.mp4"));
        var facts = An.VideoFacts("a.mp4", 9);
        var other = An.Edit()
            .Track(An.Audio(0, 4))
            .Track(An.Video("0.0", 4, "moved.mp4?signature=1").With("alias", "a").With("id", "b").Asset("volume", 0.5))
            .Output("poster", JsonNode.Parse("""{"capture":1}"""));
        other.Root["callback"] = "https://a.b/c";
        var moved = AssetKey.Source(An.Url("moved.mp4?signature=1"));

        Assert.Equal(
            SegmentPlan.Make(plain.Film(facts)).Select(s => s.ContentKey),
            SegmentPlan.Make(other.Film(facts with { Key = moved })).Select(s => s.ContentKey));
    }

    [Fact]
    public void Make_WhatConcernsThePixels_ChangesEveryKey()
    {
        EditBuilder[] others =
        [
            Base().Output("quality", "high"),
            Base().Output("resolution", "sd"),
            Base().Output("fps", 50),
            Base().Output("format", "gif"),
            Base().Timeline("background", "#000001"),
        ];
        foreach (var other in others)
            Assert.Empty(Keys(Base()).Intersect(Keys(other)));
        Assert.Empty(Keys(Base()).Intersect(
            SegmentPlan.Make(Base().Film(), new() { Encoder = "x264 fast" }).Select(s => s.ContentKey)));
    }

    [Fact]
    public void Make_FontsChanged_ChangesOnlySegmentsWithText() => AssertChanged(
        Base(), Base().Timeline("fonts", JsonNode.Parse("""[{"src":"https://a.b/f.ttf"}]""")), 2, 3);

    [Fact]
    public void Make_OrderOfTracksSwapped_ChangesTheKeys()
    {
        var one = An.Edit().Track(An.Image(0, 1, "a.jpg")).Track(An.Image(0, 1, "b.jpg"));
        var other = An.Edit().Track(An.Image(0, 1, "b.jpg")).Track(An.Image(0, 1, "a.jpg"));

        Assert.NotEqual(Keys(one), Keys(other));
    }

    [Fact]
    public void Make_FilmGrownLonger_KeepsTheWholeSegments()
    {
        var longer = Base();
        ((JsonArray)longer.Root["timeline"]!["tracks"]![1]!["clips"]!).Add(An.Image(10, 3));

        Assert.Equal(Keys(Base()).Take(5), Keys(longer).Take(5));
    }

    [Fact]
    public void SoundKey_Pixels_DoNotChangeIt()
    {
        var sound = ContentKeys.Sound(WithSound().Film(), "aac");

        Assert.Equal(sound, ContentKeys.Sound(WithSound().Timeline("background", "#ffffff").Film(), "aac"));
        Assert.NotEqual(sound, ContentKeys.Sound(WithSound(0.5).Film(), "aac"));
        Assert.NotEqual(sound, ContentKeys.Sound(WithSound().Film(), "mp3"));

        static EditBuilder WithSound(double volume = 1) =>
            An.Edit().Track(An.Video(0, 4).Asset("volume", volume));
    }

    /// <summary>Ten seconds: two pictures, and a text from the third to the sixth second.</summary>
    private static EditBuilder Base(string text = "Hello") => An.Edit()
        .Track(An.Text(3, 3, text))
        .Track(An.Image(0, 6, "a.jpg"), An.Image(6, 4, "b.jpg"));

    private static IReadOnlyList<Segment> Segments(EditBuilder edit) => SegmentPlan.Make(edit.Film());

    private static IEnumerable<string> Keys(EditBuilder edit) => Segments(edit).Select(s => s.ContentKey);

    private static void AssertChanged(EditBuilder one, EditBuilder other, params int[] segments) =>
        AssertChanged(Segments(one), Segments(other), segments);

    private static void AssertChanged(IReadOnlyList<Segment> one, IReadOnlyList<Segment> other, params int[] segments)
    {
        Assert.Equal(one.Count, other.Count);
        Assert.Equal(segments, Enumerable.Range(0, one.Count).Where(i => one[i].ContentKey != other[i].ContentKey));
    }

    private static JsonNode Reversed(JsonNode node) => node switch
    {
        JsonObject members => new JsonObject(
            members.Reverse().Select(m => KeyValuePair.Create(m.Key, (JsonNode?)Reversed(m.Value!)))),
        JsonArray items => new JsonArray([.. items.Select(i => Reversed(i!))]),
        _ => node.DeepClone(),
    };
}
