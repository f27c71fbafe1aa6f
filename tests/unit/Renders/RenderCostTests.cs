using Framemill.Renders;
using Framemill.Tests.Unit.Renders.Studio;

namespace Framemill.Tests.Unit.Renders;

/// <summary>
/// What a render costs in calls and durable writes, on any machine. What may join (writes, pulls, playlists) has an
/// upper bound.
/// </summary>
public class RenderCostTests
{
    private const int Segments = 20;
    private const int Lanes = 8;

    [Fact]
    public async Task Render_OfTwentySegments_CostsSoManyCallsAndWrites()
    {
        var calls = new CallCount();
        await using var cluster = await FilmCluster.StartAsync(calls: calls);
        await cluster.AnnounceDeviceAsync("Silo_0", lanes: Lanes);
        var end = await (await cluster.SubmitAsync("film", $"{Segments} silent")).EndAsync();

        Assert.Equal(RenderState.Done, end.State);
        var text = string.Join('\n', calls.Calls.OrderBy(c => c.Key).Select(c => $"{c.Key} {c.Value}"));
        int Of(string method) => calls.Calls.Where(c => c.Key.EndsWith(method)).Sum(c => c.Value);
        Assert.True(Of("Reports.StartAsync") == Lanes + 2, text);
        Assert.True(Of("Reports.SegmentFinishedAsync") == Segments, text);
        Assert.True(Of("IEncodingGrain.OpenAsync") == Lanes, text);
        Assert.True(Of("IGpuDeviceGrain.LaneEndedAsync") == Lanes, text);
        Assert.True(Of("IEncodingGrain.AskAsync") == 0, text);
        Assert.True(Of("IPoolGrain.EnqueueAsync") == 3, text);
        Assert.True(Of("IPoolGrain.PullAsync") <= (2 * (Lanes + 2)) + 4, text);
        Assert.True(Of("IRenderSteps.PlaylistsPublishedAsync") <= Segments, text);

        // Without the frames' stream, and without the start of a silo, which looks for open renders.
        var others = calls.Calls.Values.Sum() - Of("DeliverAsync") - Of("IOpenRendersGrain.ReconcileAsync");
        Assert.True(others <= 100, text);

        // Open list, edit, layout, end, and the segments, of which several join in one.
        Assert.InRange(cluster.Storage.Writes, 5, Segments + 4);
    }
}
