using Framemill.Devices;
using Framemill.Renders;
using Framemill.Scheduling;
using Framemill.Testing;
using Framemill.Tests.Chaos.Support;
using Orleans;
using Orleans.Runtime;

namespace Framemill.Tests.Chaos;

/// <summary>A device lives with its silo, and nowhere else.</summary>
public sealed class PinningTests(CalmFilm calm) : IClassFixture<CalmFilm>
{
    private static readonly TimeSpan EndLimit = TimeSpan.FromMinutes(3);
    private static readonly string[] Names = ["silo-a", "silo-b", "silo-c"];

    [Theory]
    [InlineData(1UL)]
    [InlineData(2UL)]
    [InlineData(3UL)]
    public async Task Call_WhileSilosComeAndGo_RunsOnTheOwnerOrNowhere(ulong seed)
    {
        const int Changes = 12;
        var random = new SeededRandom(seed);
        await using var cluster = new ChaosCluster();
        foreach (var name in Names) await cluster.StartSiloAsync(name);
        using var over = new CancellationTokenSource();
        var callers = Names.Select(name => Task.Run(() => CallAsync(cluster, name, over.Token))).ToList();
        for (var change = 0; change < Changes; change++)
        {
            var here = cluster.Silos;
            var absent = Names.Except(here.Select(s => s.Name)).ToList();
            if (absent.Count > 0 && (here.Count == 1 || random.Chance(50)))
                await cluster.StartSiloAsync(random.Pick(absent));
            else if (random.Chance(50)) await cluster.KillAsync(random.Pick(here));
            else await cluster.StopAsync(random.Pick(here));
        }

        await over.CancelAsync();
        await Task.WhenAll(callers);
        Assert.All(cluster.DeviceCalls, call => Assert.Equal(DeviceKey.SiloOf(call.Device), call.Silo));
        Assert.Equal(Names, cluster.DeviceCalls.Select(c => c.Silo).Distinct().Order());
    }

    [Fact]
    public async Task Kill_OwnerOfADevice_ItsWorkGoesToAnotherAtOnceAndItComesBackWithNewLeases()
    {
        // Leases and devices that nobody hears of hold for longer than this test waits: only the loss itself can help.
        await using var cluster = new ChaosCluster(new Dictionary<string, string?>
        {
            ["Scheduling:LeaseDuration"] = "00:10:00",
            ["Scheduling:DeviceGoneAfter"] = "01:00:00",
        });
        await cluster.StartSiloAsync("silo-a");
        var lost = await cluster.StartSiloAsync("silo-b");
        var films = await SubmitAsync(cluster, 3);
        await UntilAsync(async () => (await DeviceAsync(cluster, "silo-b"))?.WorkIds.Count > 0);
        await cluster.KillAsync(lost);
        await cluster.StartSiloAsync("silo-b");
        await DoneAsync(cluster, films);

        var device = await DeviceAsync(cluster, "silo-b");
        Assert.False(device!.IsDraining);
        Assert.Empty(device.WorkIds);
        var pool = await cluster.Grains.GetGrain<IPoolGrain>("cpu").GetAsync(CancellationToken.None);
        Assert.Equal(["silo-a/cpu0", "silo-b/cpu0"], pool.Devices.Order());
    }

    [Fact]
    public async Task Stop_WhileWorkRuns_HandsOverWithinASegmentAndLosesNothing()
    {
        await using var cluster = new ChaosCluster(new Dictionary<string, string?>
        {
            ["Devices:DrainWithin"] = "00:02:00", // However busy the machine: a segment ends within that.
        });
        var first = await cluster.StartSiloAsync("silo-a");
        var films = await SubmitAsync(cluster, 4);
        await cluster.Moments.At(calm.Moments);
        var second = await cluster.StartSiloAsync("silo-b");
        await cluster.StopAsync(first);
        await cluster.StartSiloAsync("silo-c");
        await cluster.Moments.At(calm.Moments * 3);
        await cluster.StopAsync(second);
        await DoneAsync(cluster, films);

        Assert.Equal(0, cluster.Book.LossesSeen);
        // Each lane ended with the segment that it was at: none was begun anew.
        var begunAnew = cluster.Book.SegmentsBegun - (calm.Segments * films.Count);
        Assert.True(begunAnew == 0, $"{begunAnew}\n{cluster.Book.Describe()}\n{cluster.Log}");
    }

    [Fact]
    public async Task Drain_OneDevice_OthersDoTheWorkUntilItIsResumed()
    {
        await using var cluster = new ChaosCluster();
        await cluster.StartSiloAsync("silo-a");
        await cluster.StartSiloAsync("silo-b");
        var device = cluster.Grains.GetGrain<IGpuDeviceGrain>("silo-b/cpu0");
        await device.SetDrainingAsync(true, CancellationToken.None);
        cluster.DeviceCalls.Clear();
        await DoneAsync(cluster, await SubmitAsync(cluster, 1));
        var drained = await device.GetAsync(CancellationToken.None);
        Assert.True(drained.IsDraining);
        Assert.Empty(drained.WorkIds);

        await device.SetDrainingAsync(false, CancellationToken.None);
        await cluster.Grains.GetGrain<IGpuDeviceGrain>("silo-a/cpu0").SetDrainingAsync(true, CancellationToken.None);
        await cluster.SubmitAsync("after", NumberedFilm.Edit(100), calm.Assets);
        Assert.Equal(RenderState.Done, (await cluster.Book.EndOf("after").WaitAsync(EndLimit)).State);
    }

    private async Task<IReadOnlyList<string>> SubmitAsync(ChaosCluster cluster, int count)
    {
        var films = Enumerable.Range(1, count).Select(n => $"film-{n}").ToList();
        foreach (var (i, film) in films.Index())
            await cluster.SubmitAsync(film, NumberedFilm.Edit(i + 1), calm.Assets);
        return films;
    }

    private async Task DoneAsync(ChaosCluster cluster, IReadOnlyList<string> films)
    {
        foreach (var film in films)
        {
            var end = await cluster.Book.EndOf(film).WaitAsync(EndLimit);
            Assert.True(end.State == RenderState.Done, $"{film} is {end.State}: {string.Join(' ', end.Errors)}");
            var path = cluster.Objects.FindPath(end.Files["film.mp4"])!;
            Assert.Equal(calm.FrameHashes, await NumberedFilm.FrameHashesAsync(path));
        }

        Assert.Empty(cluster.Book.Breaches);
    }

    /// <summary>Any silo calls any device all the time; a call whose silo or target is gone fails.</summary>
    private static async Task CallAsync(ChaosCluster cluster, string owner, CancellationToken over)
    {
        while (!over.IsCancellationRequested)
        {
            await DeviceAsync(cluster, owner);
            await Task.Yield();
        }
    }

    private static async Task<DeviceView?> DeviceAsync(ChaosCluster cluster, string silo)
    {
        try
        {
            var device = cluster.Grains.GetGrain<IGpuDeviceGrain>(DeviceKey.Of(silo, "cpu0"));
            return await device.GetAsync(CancellationToken.None);
        }
        catch (Exception error) when (error is OrleansException or ObjectDisposedException
            or ArgumentOutOfRangeException or TimeoutException or InvalidOperationException)
        {
            return null; // No silo to ask through, or none that owns it.
        }
    }

    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        using var limit = new CancellationTokenSource(EndLimit);
        while (!await holds()) await Task.Delay(10, limit.Token);
    }
}
