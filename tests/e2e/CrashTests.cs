using Framemill.Testing;

namespace Framemill.Tests.EndToEnd;

/// <summary>
/// Kill -9 of the server at seeded moments. The seed narrows the moment, it does not fix it: real processes are not
/// deterministic. What must hold holds at any moment.
/// </summary>
public sealed class CrashTests
{
    private const int MomentsToTry = 20;
    private const ulong Seed = 20_261_121;

    [Fact]
    public async Task Kill_AtTwentyMoments_EveryRenderEndsWithTheSameFrames()
    {
        using var folder = new TemporaryFolder();
        SmallEdit.MakeMedia(folder.Path);
        await using var media = LoopbackServer.OfFolder(folder.Path);
        var data = folder.File("data");
        var random = new SeededRandom(Seed);
        IReadOnlyList<string> undisturbed;
        TimeSpan whole;
        await using (var calm = await ServerProcess.StartAsync(folder.File("calm")))
        {
            // The first render warms the process up; the second one's time spreads the moments.
            await calm.WaitForFilmAsync(await calm.SubmitAsync(SmallEdit.Json(media.Url, "Warm")), folder.Path);
            var clock = System.Diagnostics.Stopwatch.StartNew();
            var film =
                await calm.WaitForFilmAsync(await calm.SubmitAsync(SmallEdit.Json(media.Url, "Film")), folder.Path);
            whole = clock.Elapsed;
            undisturbed = film.FrameHashes();
        }

        var accepted = new List<string>();
        for (var moment = 0; moment < MomentsToTry; moment++)
        {
            await using var server = await ServerProcess.StartAsync(data);
            // A start after a kill goes on with what was left; every third start brings a render more. They differ by a
            // background that nobody sees: the pixels are alike, the segments are not shared.
            if (moment % 3 == 0)
            {
                accepted.Add(await server.SubmitAsync(SmallEdit.Json(media.Url, "Film", background: moment + 1)));
            }

            await Task.Delay(whole * random.NextDouble());
            await server.KillAsync();
        }

        await using var last = await ServerProcess.StartAsync(data);
        foreach (var id in accepted)
        {
            var film = await last.WaitForFilmAsync(id, folder.Path);
            Assert.Equal(undisturbed, film.FrameHashes());
        }

        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(data, "tmp")));
    }

    [Fact]
    public async Task Stop_BySignal_EndsCleanAndGoesOnLater()
    {
        using var folder = new TemporaryFolder();
        SmallEdit.MakeMedia(folder.Path);
        await using var media = LoopbackServer.OfFolder(folder.Path);
        string id;
        await using (var server = await ServerProcess.StartAsync(folder.File("data")))
        {
            id = await server.SubmitAsync(SmallEdit.Json(media.Url));
            Assert.Equal(0, await server.StopAsync());
        }

        await using var again = await ServerProcess.StartAsync(folder.File("data"));
        var film = await again.WaitForFilmAsync(id, folder.Path);
        Assert.Equal(SmallEdit.FrameCount, film.DecodedFrames);
    }
}

/// <summary>SplitMix64: the same numbers on every machine and version.</summary>
internal sealed class SeededRandom(ulong seed)
{
    private ulong _state = seed;

    public double NextDouble()
    {
        var z = _state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return ((z ^ (z >> 31)) >> 11) * (1.0 / (1UL << 53));
    }
}
