using Framemill.Media.Edits;
using Xunit;

namespace Framemill.Tests.Unit.Edits;

public sealed class ClipOverlapTests
{
    [Fact]
    public void Read_ClipsThatMeet_AreFine() => An.Edit().Track(An.Image(0, 2.5), An.Image(2.5, 1)).Read();

    [Fact]
    public void Read_ClipsThatMeetAsFloats_AreFine() =>
        An.Edit().Track(An.Image(0, 0.30000000000000004), An.Image(0.3, 1)).Read();

    [Fact]
    public void Read_ClipsOnTwoTracks_MayOverlap() => An.Edit().Track(An.Image(0, 5)).Track(An.Image(1, 5)).Read();

    [Fact]
    public void Read_OverlapInAnyOrder_NamesTheLaterClipOfTheTrack() =>
        AssertOverlaps(An.Edit().Track(An.Image(4, 2), An.Image(0, 4.5)), 1);

    [Fact]
    public void Read_ClipInsideALongerOne_Overlaps() =>
        AssertOverlaps(An.Edit().Track(An.Image(0, 10), An.Image(1, 1), An.Image(5, 1)), 1, 2);

    [Fact]
    public void Read_AutomaticTimes_CountAsFarAsTheyAreKnown() =>
        AssertOverlaps(An.Edit().Track(An.Image(0, "auto"), An.Image("auto", 2), An.Image(4.9, 1)), 2);

    [Fact]
    public void Read_LengthOnlyTheAssetKnows_IsNotGuessed() =>
        An.Edit().Track(An.Video(0, "auto"), An.Image(1, 1)).Read();

    [Fact]
    public void Read_UnreadableTimes_MakeNoOverlap() =>
        Assert.Equal(
            EditProblemCodes.InvalidValue,
            An.Edit().Track(An.Image(0, 5), An.Image("soon", 5), An.Image(5, 5)).Reading().Problems.Single().Code);

    [Fact]
    public void Resolve_OverlapThatTheAssetMakes_IsTold()
    {
        var resolution = An.Edit().Track(An.Video(0, "auto"), An.Image(1, 1)).Resolve();

        Assert.Null(resolution.Film);
        Assert.Equal(
            (EditProblemCodes.ClipOverlap, "/timeline/tracks/0/clips/1/start"),
            resolution.Problems.Select(p => (p.Code, p.Pointer)).Single());
    }

    private static void AssertOverlaps(EditBuilder edit, params int[] clips) => Assert.Equal(
        clips.Select(clip => (EditProblemCodes.ClipOverlap, $"/timeline/tracks/0/clips/{clip}/start")),
        edit.Reading().Problems.Select(p => (p.Code, p.Pointer)));
}
