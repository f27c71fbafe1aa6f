using Framemill.Renders;

namespace Framemill.Tests.Unit.Renders;

public class SegmentSetTests
{
    [Fact]
    public void With_AnyOrder_CountsEachOnce()
    {
        var set = new SegmentSet();
        foreach (var index in new[] { 17, 0, 3, 17, 8, 0 }) set = set.With(index);

        Assert.Equal(4, set.Count);
        Assert.Equal([0, 3, 8, 17], Enumerable.Range(0, 40).Where(set.Contains));
    }

    [Theory]
    [InlineData(new int[0], 0)]
    [InlineData(new[] { 1, 2 }, 0)]
    [InlineData(new[] { 0, 1, 2, 4 }, 3)]
    [InlineData(new[] { 0, 1, 2, 3, 4, 5, 6, 7 }, 8)]
    public void Prefix_WithGaps_EndsAtTheFirst(int[] members, int expected) =>
        Assert.Equal(expected, members.Aggregate(new SegmentSet(), (s, i) => s.With(i)).Prefix);

    [Fact]
    public void With_LeavesTheOldSetAlone()
    {
        var old = new SegmentSet().With(2);
        _ = old.With(3);

        Assert.False(old.Contains(3));
    }

    [Fact]
    public void ToBits_AnHourOfSegments_StaysSmall() =>
        Assert.True(Enumerable.Range(0, 1800).Aggregate(new SegmentSet(), (s, i) => s.With(i)).ToBits().Length < 256);
}
