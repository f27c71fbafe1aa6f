using Framemill.Renders;
using Framemill.Scheduling;
using Framemill.Tests.Chaos.Support;

namespace Framemill.Tests.Chaos;

/// <summary>A pool that is divided while films render, on several silos, one of which is lost.</summary>
public sealed class ShardedPoolTests(CalmFilm calm) : IClassFixture<CalmFilm>
{
    private static readonly TimeSpan EndLimit = TimeSpan.FromMinutes(4);

    [Fact]
    public async Task Kill_WhileThePoolIsDivided_EveryTenantsFilmIsWhole()
    {
        await using var cluster = new ChaosCluster(new Dictionary<string, string?>
        {
            ["Scheduling:ShardsMin"] = "3",
            ["Scheduling:RehomeEvery"] = "00:00:01",
        });
        foreach (var name in (string[])["silo-a", "silo-b", "silo-c"]) await cluster.StartSiloAsync(name);
        var lost = await cluster.StartSiloAsync("silo-d");

        // Some films are under way when the pool becomes three, some come after.
        var before = await SubmitAsync(cluster, "before", 2);
        await UntilAsync(async () => (await TelemetryAsync(cluster))?.Shards == 3);
        var after = await SubmitAsync(cluster, "after", 4);
        await cluster.KillAsync(lost);
        foreach (var film in before.Concat(after))
        {
            var end = await EndOfAsync(cluster, film);
            Assert.True(
                end.State == RenderState.Done, $"{film} is {end.State}: {string.Join(' ', end.Errors)}\n{cluster.Log}");
            var path = cluster.Objects.FindPath(end.Files["film.mp4"])!;
            Assert.Equal(calm.FrameHashes, await NumberedFilm.FrameHashesAsync(path));
        }

        Assert.Empty(cluster.Book.Breaches);
        var pool = (await TelemetryAsync(cluster))!;
        Assert.Equal(["silo-a/cpu0", "silo-b/cpu0", "silo-c/cpu0"], pool.Devices.Select(d => d.Id));
        Assert.All(pool.Classes, c => Assert.Equal(0, c.WaitingCount));
        foreach (var shard in Enumerable.Range(0, 3))
            Assert.Single((await ViewAsync(cluster, shard)).Devices);
    }

    private async Task<IReadOnlyList<string>> SubmitAsync(ChaosCluster cluster, string name, int count)
    {
        var films = Enumerable.Range(1, count).Select(n => $"{name}-{n}").ToList();
        foreach (var (i, film) in films.Index())
            await cluster.SubmitAsync(film, NumberedFilm.Edit(i + 1), calm.Assets, tenant: $"tenant of {film}");
        return films;
    }

    private static async Task<RenderProgress> EndOfAsync(ChaosCluster cluster, string film)
    {
        var end = cluster.Book.EndOf(film);
        if (await Task.WhenAny(end, Task.Delay(EndLimit)) == end) return await end;
        var view = await cluster.Grains.GetGrain<IRenderGrain>(film).GetAsync(CancellationToken.None);
        throw new TimeoutException($"{film}: {view}\n{await TelemetryAsync(cluster)}\n{cluster.Log}");
    }

    private static Task<PoolView> ViewAsync(ChaosCluster cluster, int shard) =>
        cluster.Grains.GetGrain<IPoolGrain>(PoolShards.KeyOf("cpu", shard)).GetAsync(CancellationToken.None);

    private static async Task<PoolTelemetry?> TelemetryAsync(ChaosCluster cluster)
    {
        try
        {
            return await cluster.Grains.GetGrain<IPoolGrain>("cpu").GetTelemetryAsync(CancellationToken.None);
        }
        catch (Exception error) when (error is Orleans.Runtime.OrleansException or TimeoutException)
        {
            return null;
        }
    }

    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        using var limit = new CancellationTokenSource(EndLimit);
        while (!await holds()) await Task.Delay(10, limit.Token);
    }
}
