using Framemill.Renders;
using Framemill.Scheduling;
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
    public async Task Render_OfUnknownSpeed_CostsSoManyCallsAndWrites()
    {
        var calls = new CallCount();
        await using var cluster = await FilmCluster.StartAsync(calls: calls);
        await cluster.AnnounceDeviceAsync("Silo_0", lanes: Lanes);
        await RenderAsync(cluster, "film");
        AssertCosts(calls, Lanes, others: 41);

        // Open list, edit, layout, end, and the segments, of which several join in one.
        Assert.InRange(cluster.Storage.Writes, 5, Segments + 4);
    }

    [Fact]
    public async Task Render_KnownToBeQuick_IsOneLane()
    {
        var calls = new CallCount();
        await using var cluster = await FilmCluster.StartAsync(calls: calls);
        await cluster.AnnounceDeviceAsync("Silo_0", lanes: Lanes);
        await RenderAsync(cluster, "first");
        var pool = cluster.Grains.GetGrain<IPoolGrain>("cpu");
        while ((await pool.GetAsync(CancellationToken.None)).LeasedCount > 0) await Task.Yield();
        calls.Clear();
        var writes = cluster.Storage.Writes;
        await RenderAsync(cluster, "second");
        AssertCosts(calls, lanes: 1, others: 18);
        Assert.InRange(cluster.Storage.Writes - writes, 5, Segments + 4);
    }

    private static async Task RenderAsync(FilmCluster cluster, string id)
    {
        var end = await (await cluster.SubmitAsync(id, $"{Segments} silent")).EndAsync();
        Assert.Equal(RenderState.Done, end.State);
        cluster.AssertEveryFrameOnce(id, Segments);
    }

    private static void AssertCosts(CallCount calls, int lanes, int others)
    {
        var text = string.Join('\n', calls.Calls.OrderBy(c => c.Key).Select(c => $"{c.Key} {c.Value}"));
        int Of(string method) => calls.Calls.Where(c => c.Key.EndsWith(method)).Sum(c => c.Value);
        Assert.True(Of("Reports.StartAsync") == lanes + 2, text);
        Assert.True(Of("IEncodingGrain.OpenAsync") == lanes, text);
        Assert.True(Of("IGpuDeviceGrain.LaneEndedAsync") == lanes, text);
        Assert.True(Of("IEncodingGrain.AskAsync") == 0, text);
        Assert.True(Of("IPoolGrain.EnqueueAsync") == 3, text);

        // These join under load, or come one by one.
        string[] joining = ["IPoolGrain.PullAsync", "Reports.SegmentsFinishedAsync", "PlaylistsPublishedAsync"];
        Assert.True(Of(joining[0]) <= (2 * (lanes + 2)) + 2, text);
        Assert.True(Of(joining[1]) <= Segments, text);
        Assert.True(Of(joining[2]) <= Segments, text);

        // Without the frames' stream, and without the start of a silo, which looks for open renders.
        var rest = calls.Calls.Values.Sum() - joining.Sum(Of) - Of("DeliverAsync") - Of("ReconcileAsync");
        Assert.True(rest <= others, $"{rest} calls\n{text}");
    }
}
