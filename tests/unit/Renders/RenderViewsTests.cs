using Framemill.Renders;
using Framemill.Scheduling;

namespace Framemill.Tests.Unit.Renders;

public class RenderViewsTests
{
    [Fact]
    public void Of_NeverAccepted_IsNull() => Assert.Null(RenderViews.Of(A.Fresh(), new QueueView(), 1));

    [Fact]
    public void Of_Rendering_CountsFramesOfRunningLanesToo()
    {
        var render = A.Rendering().SegmentFinished(A.Segment(0, lane: 0), A.Start).Next;
        render = render.Start(A.Ticket(WorkKind.Segments, 1), A.Start).Decision.Next;
        var progress = new LaneProgress { Ticket = A.Ticket(WorkKind.Segments, 1), FramesPending = 20 };
        render = render.Progressed(progress).Next;
        var view = RenderViews.Of(render, new QueueView { FramesPerSecond = 10, LeasesHeld = 1 }, 7)!;

        Assert.Equal(70, view.FramesDone);
        Assert.Equal(200, view.FrameCount);
        Assert.Equal(8, view.DurationSeconds);
        Assert.Equal(13, view.SecondsLeft);
        Assert.Equal(1, view.SegmentsDone);
        Assert.False(view.IsPlayable);
    }

    [Fact]
    public void Of_Waiting_SaysWhereAndWhy()
    {
        var queue = new QueueView { Position = 3, WaitingBecause = "All devices are busy." };
        var view = RenderViews.Of(A.Accepted(), queue, 1)!;

        Assert.Equal((3, "All devices are busy."), (view.QueuePosition, view.WaitingBecause));
        Assert.Equal(RenderState.Queued, view.State);
    }

    [Fact]
    public void Of_Ended_HasNoQueueAndATime()
    {
        var render = A.Rendering().Cancel(A.Start.AddSeconds(2)).Next;
        var view = RenderViews.Of(render, new QueueView { Position = 3, WaitingBecause = "x" }, 1)!;

        Assert.Equal((0, null, 2000L), (view.QueuePosition, view.WaitingBecause, view.RenderMilliseconds!.Value));
    }

    [Fact]
    public void Of_PlaylistsPublished_IsPlayable() =>
        Assert.True(RenderViews.Of(
            A.Rendering().PlaylistsPublished(1, true, A.Start).Next, new QueueView(), 1)!.IsPlayable);
}
