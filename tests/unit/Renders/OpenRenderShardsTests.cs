using Framemill.Renders;

namespace Framemill.Tests.Unit.Renders;

public class OpenRenderShardsTests
{
    /// <summary>What is listed on disk under a shard must be found there by every later version.</summary>
    [Theory]
    [InlineData("a", 12)]
    [InlineData("0198c0de-0000-7000-8000-000000000000", 48)]
    public void Of_KnownIds_NeverMove(string id, int shard) => Assert.Equal(shard, OpenRenderShards.Of(id));

    [Fact]
    public void Of_ManyIds_SpreadEvenly()
    {
        var counts = Enumerable.Range(0, 64_000).CountBy(i => OpenRenderShards.Of($"render-{i}")).Select(c => c.Value);

        Assert.All(counts, c => Assert.InRange(c, 700, 1300));
    }
}
