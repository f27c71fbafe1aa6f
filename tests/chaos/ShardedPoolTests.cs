using Framemill.Renders;
using Framemill.Scheduling;
using Framemill.Testing;
using Framemill.Tests.Chaos.Support;
using Orleans.Runtime;

namespace Framemill.Tests.Chaos;

/// <summary>
/// Not deterministic: the seed only narrows what happens. Films of several tenants, some of them from before the pool
/// is divided; silos die that hold a shard of it, the pool's door among them.
/// </summary>
public sealed class ShardedPoolTests(CalmFilm calm) : IClassFixture<CalmFilm>
{
    private const int Shards = 3;
    private const int FilmsBefore = 2;
    private const int Films = 6;
    private const int Kills = 3;
    private static readonly TimeSpan EndLimit = TimeSpan.FromMinutes(4);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Kill_SilosThatHoldShards_EveryFilmIsWholeAndNothingIsMadeTwice(ulong seed)
    {
        await using var cluster = new ChaosCluster(new Dictionary<string, string?>
        {
            ["Scheduling:ShardsMin"] = "3",
            ["Scheduling:RehomeEvery"] = "00:00:01",
        });
        try
        {
            await RunAsync(cluster, new SeededRandom(seed));
        }
        catch (Exception error)
        {
            throw new InvalidOperationException(
                $"seed {seed}: {error.Message}\n{cluster.Book.Describe()}\n{cluster.Log}", error);
        }
    }

    private async Task RunAsync(ChaosCluster cluster, SeededRandom random)
    {
        foreach (var name in (string[])["silo-a", "silo-b", "silo-c"]) await cluster.StartSiloAsync(name);
        var films = Enumerable.Range(1, Films).Select(n => $"film-{n}").ToArray();
        foreach (var film in films.Take(FilmsBefore)) await SubmitAsync(cluster, film);
        await UntilAsync(async () => (await TelemetryAsync(cluster))?.Shards == Shards);
        foreach (var film in films.Skip(FilmsBefore)) await SubmitAsync(cluster, film);

        var killed = 0;
        for (; killed < Kills; killed++)
        {
            var moment = cluster.Moments.At(cluster.Moments.Count + random.Below(calm.Moments));
            await UntilAsync(() => Task.FromResult(moment.IsCompleted || films.All(cluster.Book.HasEnded)));
            if (films.All(cluster.Book.HasEnded)) break;

            // The door goes first: who is told how the pool is divided must learn it anew.
            var shard = killed == 0 ? 0 : random.Below(Shards);
            var silo = cluster.SiloOfPool(PoolShards.KeyOf("cpu", shard)) ?? cluster.Silos[0];
            cluster.Log.Add($"--- {silo.Name}, which holds shard {shard}, is killed");
            await cluster.KillAsync(silo);
            await cluster.StartSiloAsync(silo.Name);
        }

        Assert.True(killed > 0, "The films were done before anything happened.");
        foreach (var film in films)
        {
            var end = await cluster.Book.EndOf(film).WaitAsync(EndLimit);
            Assert.True(end.State == RenderState.Done, $"{film} is {end.State}: {string.Join(' ', end.Errors)}");
            var path = cluster.Objects.FindPath(end.Files["film.mp4"])!;
            Assert.Equal(calm.FrameHashes, await NumberedFilm.FrameHashesAsync(path));
        }

        Assert.Empty(cluster.Book.Breaches);
        // Nothing waits for ever, and each device found its way back to the pool, whatever is divided by now.
        await UntilAsync(async () => await TelemetryAsync(cluster) is { } pool
            && pool.Classes.All(c => c.WaitingCount == 0)
            && pool.Devices.Select(d => d.Id).SequenceEqual(["silo-a/cpu0", "silo-b/cpu0", "silo-c/cpu0"]));
    }

    private Task SubmitAsync(ChaosCluster cluster, string film) => cluster.SubmitAsync(
        film, NumberedFilm.Edit(film[^1] - '0'), calm.Assets, tenant: $"tenant of {film}");

    /// <summary>Null while the door is on its way to another silo.</summary>
    private static async Task<PoolTelemetry?> TelemetryAsync(ChaosCluster cluster)
    {
        try
        {
            return await cluster.Grains.GetGrain<IPoolGrain>("cpu").GetTelemetryAsync(CancellationToken.None);
        }
        catch (Exception error) when (error is OrleansException or TimeoutException or ObjectDisposedException)
        {
            return null;
        }
    }

    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        using var limit = new CancellationTokenSource(EndLimit);
        while (!await holds()) await Task.Delay(20, limit.Token);
    }
}
