using Framemill.Renders;
using Framemill.Scheduling;
using Framemill.Tests.Unit.Renders.Studio;

namespace Framemill.Tests.Unit.Renders;

/// <summary>A pool of several grains on several silos: tenants and devices are divided while films render.</summary>
public class ShardedPoolClusterTests
{
    private const int Shards = 3;
    private const int Segments = 12;
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task Render_WhileThePoolIsDividedAndASiloDies_EveryTenantsFilmIsWhole()
    {
        await using var cluster = await FilmCluster.StartAsync(silos: 4, scheduling: o =>
        {
            o.ShardsMin = Shards;
            o.RehomeEvery = TimeSpan.FromMilliseconds(200);
        });
        for (var silo = 0; silo < 4; silo++) await cluster.AnnounceDeviceAsync($"Silo_{silo}", lanes: 2);
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        cluster.Studio.BeforeSegment = (_, segment, stop) =>
            segment.Index == 1 ? gate.Task.WaitAsync(stop) : Task.CompletedTask;
        var films = new List<(string Name, Watcher Watcher)>();
        async Task SubmitAsync(string name) => films.Add(
            (name, await cluster.SubmitAsync(name, $"{Segments} silent", tenant: $"tenant of {name}")));
        for (var i = 0; i < 4; i++) await SubmitAsync($"before{i}");
        await UntilAsync(async () => (await PoolAsync(cluster)).Shards == Shards);
        for (var i = 0; i < 8; i++) await SubmitAsync($"after{i}");
        gate.SetResult();
        await UntilAsync(async () =>
        {
            var devices = 0;
            for (var shard = 0; shard < Shards; shard++)
            {
                var grain = cluster.Grains.GetGrain<IPoolGrain>(PoolShards.KeyOf("cpu", shard));
                if ((await grain.GetAsync(CancellationToken.None)).Devices.Count > 0) devices++;
            }

            return devices == Shards;
        });
        await cluster.Cluster.KillSiloAsync(cluster.Cluster.Silos[3]);
        foreach (var (name, _) in films)
        {
            await UntilAsync(async () => await StateAsync(cluster, name) == RenderState.Done);
            cluster.AssertEveryFrameOnce(name, Segments);
        }
    }

    private static Task<PoolTelemetry> PoolAsync(FilmCluster cluster) =>
        cluster.Grains.GetGrain<IPoolGrain>("cpu").GetTelemetryAsync(CancellationToken.None);

    /// <summary>Null while the silo that it was on is being missed.</summary>
    private static async Task<RenderState?> StateAsync(FilmCluster cluster, string name)
    {
        try
        {
            return (await cluster.Render(name).GetAsync(CancellationToken.None))?.State;
        }
        catch (Exception error) when (error is Orleans.Runtime.OrleansException or TimeoutException)
        {
            return null;
        }
    }

    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        using var limit = new CancellationTokenSource(Limit);
        while (!await holds()) await Task.Delay(10, limit.Token);
    }
}
