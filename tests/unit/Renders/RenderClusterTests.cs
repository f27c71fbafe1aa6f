using Framemill.Renders;
using Framemill.Tests.Unit.Renders.Studio;

namespace Framemill.Tests.Unit.Renders;

public class RenderClusterTests
{
    [Fact]
    public async Task Submit_SoundEdit_EndsDoneWithEveryFrameOnce()
    {
        await using var cluster = await FilmCluster.StartAsync();
        await cluster.AnnounceDeviceAsync("Silo_0");
        var watcher = await cluster.SubmitAsync("film", "12");
        var end = await watcher.EndAsync();

        Assert.Equal((RenderState.Done, 240, 240, 12), (end.State, end.FrameCount, end.FramesDone, end.SegmentsDone));
        Assert.Equal("film/film.mp4", end.Files["film.mp4"]);
        cluster.AssertEveryFrameOnce("film", 12);
        Assert.All(cluster.Studio.TimesStored, t => Assert.Equal(1, t.Value));
        Assert.Equal(12, cluster.Studio.Playlists.Last().SegmentsReady);
        Assert.Equal(0, cluster.Studio.Frames.Count);
    }

    [Fact]
    public async Task Submit_FaultyEdit_IsRejectedWithEveryFaultAndLeavesNothing()
    {
        await using var cluster = await FilmCluster.StartAsync();
        var result = await cluster.Render("bad").SubmitAsync(new SubmitRender { Edit = "?" }, CancellationToken.None);

        Assert.Equal(2, Assert.IsType<SubmitResult.Rejected>(result).Errors.Count);
        Assert.Null(await cluster.Render("bad").GetAsync(CancellationToken.None));
        Assert.Equal(0, cluster.Storage.Writes);
    }

    [Fact]
    public async Task Submit_Twice_LeavesOneRender()
    {
        await using var cluster = await FilmCluster.StartAsync();
        await cluster.AnnounceDeviceAsync("Silo_0");
        await cluster.SubmitAsync("film", "3");
        var watcher = await cluster.SubmitAsync("film", "9");

        Assert.Equal(3, (await watcher.EndAsync()).SegmentCount);
        Assert.Equal("3", await cluster.Render("film").GetEditAsync(merged: true, CancellationToken.None));
    }

    [Fact]
    public async Task Get_WithoutADevice_SaysWhereItWaitsAndWhy()
    {
        await using var cluster = await FilmCluster.StartAsync();
        var watcher = await cluster.SubmitAsync("film", "3");
        var view = await watcher.UntilAsync(v => v.QueuePosition == 1 && v.WaitingBecause is not null);

        Assert.Equal((RenderState.Queued, "No device is there yet."), (view.State, view.WaitingBecause));
    }

    [Fact]
    public async Task Cancel_WhileRendering_StopsTheWorkAndGivesItsFramesBack()
    {
        await using var cluster = await FilmCluster.StartAsync();
        await cluster.AnnounceDeviceAsync("Silo_0");
        var begun = new TaskCompletionSource();
        var stopped = new TaskCompletionSource();
        cluster.Studio.BeforeSegment = async (_, segment, stop) =>
        {
            if (segment.Index < 2) return;
            using var registration = stop.Register(() => stopped.TrySetResult());
            begun.TrySetResult();
            await Task.Delay(Timeout.Infinite, stop);
        };
        var watcher = await cluster.SubmitAsync("film", "6");
        await begun.Task.WaitAsync(TimeSpan.FromSeconds(20));

        Assert.True(await cluster.Render("film").CancelAsync(CancellationToken.None));
        await stopped.Task.WaitAsync(TimeSpan.FromSeconds(5));
        Assert.Equal(RenderState.Cancelled, (await watcher.EndAsync()).State);
        Assert.False(await cluster.Render("film").CancelAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Submit_EncoderBreaksOnce_TriesAgainAndEndsDone()
    {
        await using var cluster = await FilmCluster.StartAsync();
        var broke = 0;
        cluster.Encoder.Fails = work => work.Segment.Index == 3 && Interlocked.Exchange(ref broke, 1) == 0;
        await cluster.AnnounceDeviceAsync("Silo_0");
        var end = await (await cluster.SubmitAsync("film", "8")).EndAsync();

        Assert.Equal((RenderState.Done, 1), (end.State, broke));
        cluster.AssertEveryFrameOnce("film", 8);
        Assert.Equal(0, cluster.Studio.Frames.Count);
    }

    [Fact]
    public async Task Submit_EncoderBreaksEachTime_FailsWithTheReason()
    {
        await using var cluster = await FilmCluster.StartAsync();
        cluster.Encoder.Fails = _ => true;
        await cluster.AnnounceDeviceAsync("Silo_0");
        var end = await (await cluster.SubmitAsync("film", "2")).EndAsync();

        Assert.Equal(RenderState.Failed, end.State);
        Assert.Equal("The encoder broke.", Assert.Single(end.Errors).Detail);
    }

    [Fact]
    public async Task Submit_MediaThatCannotBeRendered_FailsWithEveryReason()
    {
        await using var cluster = await FilmCluster.StartAsync();
        cluster.Studio.Refusal = [new EditError { Code = "asset_missing", Pointer = "/timeline", Detail = "404" }];
        await cluster.AnnounceDeviceAsync("Silo_0");
        var end = await (await cluster.SubmitAsync("film", "2")).EndAsync();

        Assert.Equal(cluster.Studio.Refusal, end.Errors);
    }

    [Fact]
    public async Task Submit_FramesLostDoubledAndStale_StillEveryFrameOnce()
    {
        await using var cluster = await FilmCluster.StartAsync();
        var batch = 0;
        cluster.Studio.NextFault = () => Interlocked.Increment(ref batch) switch
        {
            3 => FrameFault.Doubled,
            6 => FrameFault.WrongEpoch,
            14 => FrameFault.Lost,
            _ => FrameFault.None,
        };
        await cluster.AnnounceDeviceAsync("Silo_0", lanes: 1);
        var end = await (await cluster.SubmitAsync("film", "10")).EndAsync();

        Assert.Equal(RenderState.Done, end.State);
        cluster.AssertEveryFrameOnce("film", 10);
        Assert.Equal(0, cluster.Studio.Frames.Count);
    }

    [Fact]
    public async Task Submit_FilmWithoutPictures_IsItsSound()
    {
        await using var cluster = await FilmCluster.StartAsync();
        await cluster.AnnounceDeviceAsync("Silo_0");
        var end = await (await cluster.SubmitAsync("song", "0")).EndAsync();

        Assert.Equal(RenderState.Done, end.State);
        Assert.Equal("song/sound", Assert.Single(cluster.Studio.StoredSounds));
    }

    [Fact]
    public async Task Submit_PartsStoredBefore_AreNotMadeAgain()
    {
        await using var cluster = await FilmCluster.StartAsync();
        foreach (var index in new[] { 1, 2, 5 })
        {
            var frames = Enumerable.Range(index * FakeStudio.SegmentFrames, FakeStudio.SegmentFrames).ToArray();
            cluster.Studio.StoredSegments[$"film/{index}"] = frames;
        }

        await cluster.AnnounceDeviceAsync("Silo_0");
        var end = await (await cluster.SubmitAsync("film", "7 silent")).EndAsync();

        Assert.Equal(RenderState.Done, end.State);
        Assert.Equal(["film/0", "film/3", "film/4", "film/6"], cluster.Studio.TimesStored.Keys.Order());
        cluster.AssertEveryFrameOnce("film", 7);
    }

    [Fact]
    public async Task Submit_WithACallback_TellsUntilItIsTaken()
    {
        await using var cluster = await FilmCluster.StartAsync();
        cluster.Studio.CallbacksRefused = 2;
        await cluster.AnnounceDeviceAsync("Silo_0");
        await (await cluster.SubmitAsync("film", "1 callback")).EndAsync();

        var told = await cluster.Studio.CallbackTaken.Task.WaitAsync(TimeSpan.FromSeconds(10));
        Assert.Equal(RenderState.Done, told.State);
    }
}
