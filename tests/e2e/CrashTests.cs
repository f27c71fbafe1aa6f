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
        using var folder = new TempFolder();
        await SmallEdit.MakeMediaAsync(folder);
        await using var media = LoopbackServer.OfFolder(folder.Path);
        var data = folder["data"];
        var random = new SeededRandom(Seed);
        IReadOnlyList<string> undisturbed;
        TimeSpan whole;
        await using (var calm = await ServerProcess.StartAsync(folder["calm"]))
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

            await Task.Delay(whole * random.Below(1000) / 1000);
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
        using var folder = new TempFolder();
        await SmallEdit.MakeMediaAsync(folder);
        await using var media = LoopbackServer.OfFolder(folder.Path);
        string id;
        await using (var server = await ServerProcess.StartAsync(folder["data"]))
        {
            id = await server.SubmitAsync(SmallEdit.Json(media.Url));
            Assert.Equal(0, await server.StopAsync());
        }

        await using var again = await ServerProcess.StartAsync(folder["data"]);
        var film = await again.WaitForFilmAsync(id, folder.Path);
        Assert.Equal(SmallEdit.FrameCount, film.DecodedFrames);
    }
}
