using Framemill.Renders;
using Framemill.Scheduling;

namespace Framemill.Tests.Unit.Renders;

public class RenderPlanTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(15)]
    [InlineData(100)]
    [InlineData(1801)]
    public void Lanes_AnyLength_CoverEverySegmentOnce(int segments)
    {
        var options = new RenderOptions();
        var lanes = RenderPlan.Lanes(A.Film(segments), options);

        Assert.Equal(
            Enumerable.Range(0, segments), lanes.SelectMany(l => Enumerable.Range(l.FirstSegment, l.SegmentCount)));
        Assert.All(lanes, l => Assert.InRange(l.SegmentCount, 1, options.LaneSegmentsMax));
    }

    [Fact]
    public void Lanes_First_IsOneSegmentSoThatPlayingCanBegin() =>
        Assert.Equal(new Lane(0, 1), RenderPlan.Lanes(A.Film(100), new RenderOptions())[0]);

    [Fact]
    public void Lanes_ShortFilm_LetsSeveralDevicesShareIt() =>
        Assert.True(RenderPlan.Lanes(A.Film(15), new RenderOptions()).Count >= 8);

    [Fact]
    public void Remaining_SomeFinished_KeepsTheFilmsOrder()
    {
        var left = RenderPlan.Remaining(A.Film(8), new Lane(2, 5), new SegmentSet().With(3).With(7));

        Assert.Equal([2, 4, 5, 6], left.Select(s => s.Index));
    }

    [Fact]
    public void WorkId_SameWork_SameId()
    {
        Assert.Equal("r/segments/8", RenderPlan.WorkId("r", WorkKind.Segments, 8));
        Assert.Equal("r/prepare/0", RenderPlan.WorkId("r", WorkKind.Prepare));
    }

    [Fact]
    public void FaultOf_SoundPlan_IsNull() => Assert.Null(RenderPlan.FaultOf(A.Film(), new RenderOptions()));

    [Fact]
    public void FaultOf_FramesMissingBetweenSegments_Tells()
    {
        var film = A.Film();
        var broken = film with
        {
            Segments = film.Segments.Select(s => s.Index == 2 ? s with { FirstFrame = 101 } : s).ToArray(),
        };

        Assert.Contains("Segment 2", RenderPlan.FaultOf(broken, new RenderOptions()));
    }

    [Fact]
    public void FaultOf_SegmentsShorterThanTheFilm_Tells() =>
        Assert.NotNull(RenderPlan.FaultOf(A.Film() with { FrameCount = 201 }, new RenderOptions()));

    [Fact]
    public void FaultOf_TooManySegments_NamesTheLimit() =>
        Assert.Contains("3 are allowed", RenderPlan.FaultOf(A.Film(4), new RenderOptions { SegmentsMax = 3 }));
}
