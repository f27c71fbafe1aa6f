using System.Collections.Concurrent;
using System.Text.Json;
using Framemill.Devices;
using Framemill.Renders;
using Framemill.Scheduling;
using Framemill.Tests.Unit.Renders.Studio;
using Orleans.Runtime;

namespace Framemill.Tests.Unit.Renders;

/// <summary>Silos, devices, writes and messages are lost; what was accepted is not.</summary>
public class RenderLossClusterTests
{
    [Fact]
    public async Task Kill_OnlySiloMidway_GoesOnFromTheLastRecordedSegment()
    {
        await using var cluster = await FilmCluster.StartAsync();
        await cluster.AnnounceDeviceAsync("Silo_0", lanes: 1);
        cluster.Studio.BeforeSegment = StopAt(4);
        var watcher = await cluster.SubmitAsync("film", "9");
        await watcher.UntilAsync(v => v.SegmentsDone >= 4);
        var rendered = new ConcurrentQueue<int>();
        await cluster.Cluster.KillSiloAsync(cluster.Cluster.Silos[0]);
        cluster.Studio.BeforeSegment = (_, segment, _) =>
        {
            rendered.Enqueue(segment.Index);
            return Task.CompletedTask;
        };
        var silo = await cluster.Cluster.StartAdditionalSiloAsync();
        await cluster.Cluster.InitializeClientAsync(); // The old client knew the killed silo only.
        await cluster.AnnounceDeviceAsync(silo.Name);
        var end = await (await Watcher.OnAsync(cluster.Grains, "film")).EndAsync();

        Assert.Equal(RenderState.Done, end.State);
        cluster.AssertEveryFrameOnce("film", 9);
        Assert.DoesNotContain(rendered, index => index < 4);
    }

    [Fact]
    public async Task Kill_SiloOfADevice_AnotherDeviceGoesOn()
    {
        await using var cluster = await FilmCluster.StartAsync(silos: 2);
        var lost = await cluster.AnnounceDeviceAsync("Silo_1", lanes: 1);
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        cluster.Studio.BeforeSegment = async (_, segment, stop) =>
        {
            if (segment.Index < 2) return;
            begun.TrySetResult();
            await Task.Delay(Timeout.Infinite, stop);
        };
        var watcher = await cluster.SubmitAsync("film", "6");
        await begun.Task.WaitAsync(TimeSpan.FromSeconds(20));
        await cluster.Cluster.KillSiloAsync(cluster.Cluster.Silos[1]);
        cluster.Studio.BeforeSegment = (_, _, _) => Task.CompletedTask;
        await cluster.AnnounceDeviceAsync("Silo_0");
        var end = await (await Watcher.OnAsync(cluster.Grains, "film")).EndAsync();

        Assert.Equal(RenderState.Done, end.State);
        cluster.AssertEveryFrameOnce("film", 6);
        await Assert.ThrowsAnyAsync<OrleansException>(
            () => cluster.Grains.GetGrain<IGpuDeviceGrain>(lost).GetAsync(CancellationToken.None));
        GC.KeepAlive(watcher);
    }

    [Fact]
    public async Task Get_DeviceOfASiloThatIsNotThere_FailsInsteadOfLivingElsewhere()
    {
        await using var cluster = await FilmCluster.StartAsync();
        var device = cluster.Grains.GetGrain<IGpuDeviceGrain>(DeviceKey.Of("elsewhere", "cpu0"));

        var error = await Assert.ThrowsAnyAsync<OrleansException>(() => device.GetAsync(CancellationToken.None));
        Assert.Contains("elsewhere", error.Message);
    }

    [Theory]
    [InlineData("edit", false)]
    [InlineData("edit", true)]
    [InlineData("open", true)]
    [InlineData("open", false)]
    public async Task Submit_WriteFails_AnsweringOnlyWhenItIsDurable(string state, bool after)
    {
        await using var cluster = await FilmCluster.StartAsync();
        await cluster.AnnounceDeviceAsync("Silo_0");
        cluster.Storage.OnWrite = FailOnce(state, after);
        await Assert.ThrowsAnyAsync<Exception>(
            () => cluster.Render("film").SubmitAsync(new SubmitRender { Edit = "3" }, CancellationToken.None));

        var end = await (await cluster.SubmitAsync("film", "3")).EndAsync();
        Assert.Equal(RenderState.Done, end.State);
        cluster.AssertEveryFrameOnce("film", 3);
    }

    [Theory]
    [InlineData("plan", false)]
    [InlineData("plan", true)]
    [InlineData("progress", false)]
    [InlineData("progress", true)]
    public async Task Render_WriteFailsMidway_StillEndsDone(string state, bool after)
    {
        await using var cluster = await FilmCluster.StartAsync();
        var watcher = await cluster.SubmitAsync("film", "8");
        cluster.Storage.OnWrite = FailOnce(state, after);
        await cluster.AnnounceDeviceAsync("Silo_0");
        await UntilEndedAsync(cluster, "film");

        var view = await cluster.Render("film").GetAsync(CancellationToken.None);
        Assert.Equal(RenderState.Done, view!.State);
        cluster.AssertEveryFrameOnce("film", 8);
        GC.KeepAlive(watcher);
    }

    [Fact]
    public async Task Reports_LateOrTwice_ChangeNothing()
    {
        await using var cluster = await FilmCluster.StartAsync();
        await cluster.AnnounceDeviceAsync("Silo_0");
        await (await cluster.SubmitAsync("film", "2")).EndAsync();
        var before = await cluster.Render("film").GetAsync(CancellationToken.None);

        // The end is announced first; taking the render off the list of open ones is a write of its own.
        var open = cluster.Grains.GetGrain<IOpenRendersGrain>(OpenRenderShards.Of("film"));
        while (await open.ReconcileAsync(CancellationToken.None) > 0) await Task.Yield();
        var writes = cluster.Storage.Writes;
        var reports = cluster.Grains.GetGrain<IRenderReports>("film");
        var late = new WorkTicket(RenderPlan.WorkId("film", WorkKind.Segments, 1), 1);
        var segment = new FinishedSegment { Ticket = late, Index = 1, ContentKey = "film/1" };
        await reports.SegmentsFinishedAsync([segment], CancellationToken.None);
        await reports.SoundFinishedAsync(late, CancellationToken.None);
        await reports.FailedAsync(
            new WorkFailure { Ticket = late, IsRetryable = false, Errors = [] }, CancellationToken.None);
        await reports.PreparedAsync(
            late with { WorkId = RenderPlan.WorkId("film", WorkKind.Prepare) }, A.Film(9), CancellationToken.None);

        Assert.Null(await reports.StartAsync(late, CancellationToken.None));
        Assert.Equal(writes, cluster.Storage.Writes);
        var now = await cluster.Render("film").GetAsync(CancellationToken.None);

        // As text: what comes from a grain are copies, and records compare their lists by reference.
        Assert.Equal(Text(before!), Text(now!));

        static string Text(RenderView view) => JsonSerializer.Serialize(view with { Version = 0 });
    }

    [Fact]
    public async Task Drain_WhileRendering_GivesTheWorkToAnother()
    {
        await using var cluster = await FilmCluster.StartAsync(silos: 2);
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        cluster.Studio.BeforeSegment = async (_, _, stop) =>
        {
            begun.TrySetResult();
            await Task.Delay(Timeout.Infinite, stop);
        };
        var draining = await cluster.AnnounceDeviceAsync("Silo_1");
        var watcher = await cluster.SubmitAsync("film", "6");
        await begun.Task.WaitAsync(TimeSpan.FromSeconds(20));
        cluster.Studio.BeforeSegment = (_, _, _) => Task.CompletedTask;
        await cluster.Grains.GetGrain<IGpuDeviceGrain>(draining).DrainAsync(CancellationToken.None);
        await cluster.AnnounceDeviceAsync("Silo_0");

        Assert.Equal(RenderState.Done, (await watcher.EndAsync()).State);
        var device = await cluster.Grains.GetGrain<IGpuDeviceGrain>(draining).GetAsync(CancellationToken.None);
        Assert.True(device.IsDraining);
        Assert.Empty(device.WorkIds);
        Assert.Equal(0, cluster.Studio.Frames.Count);
    }

    private static Func<Ports.RenderLane, PlannedSegment, CancellationToken, Task> StopAt(int segment) =>
        async (_, at, stop) =>
        {
            if (at.Index >= segment) await Task.Delay(Timeout.Infinite, stop);
        };

    private static Action<string, bool> FailOnce(string state, bool after)
    {
        var failed = 0;
        return (name, isAfter) =>
        {
            if (name == state && isAfter == after && Interlocked.Exchange(ref failed, 1) == 0)
                throw new InvalidOperationException("The store is broken.");
        };
    }

    /// <summary>
    /// Observers die with the activation that a failed write takes down, so a client subscribes again.
    /// </summary>
    private static async Task UntilEndedAsync(FilmCluster cluster, string id)
    {
        for (var attempt = 0; attempt < 30; attempt++)
        {
            var watcher = await Watcher.OnAsync(cluster.Grains, id);
            var end = watcher.EndAsync();
            if (await Task.WhenAny(end, Task.Delay(TimeSpan.FromSeconds(1))) == end) return;
        }
    }
}
