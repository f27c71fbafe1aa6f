using Framemill.Renders;
using Framemill.Scheduling;

namespace Framemill.Tests.Unit.Renders;

public class RenderWorkTests
{
    [Fact]
    public void Start_Prepare_GivesTheMergedEditAndShowsPreparing()
    {
        var (decision, order) = A.Accepted().Start(A.Ticket(WorkKind.Prepare), A.Start);

        Assert.Equal(new WorkOrder.Prepare("{merged}", null), order);
        Assert.Equal(RenderState.Preparing, decision.Next.State);
    }

    [Fact]
    public void Start_WorkThatIsNotOpen_GivesNothing() =>
        Assert.Null(A.Accepted().Start(A.Ticket(WorkKind.Assemble), A.Start).Order);

    [Fact]
    public void Start_Lane_GivesOnlyWhatIsNotFinished()
    {
        var options = new RenderOptions { LanesWanted = 2 };
        var render = A.Prepared(A.Film(6), options).PartsFound(A.Parts(false, 2), A.Start).Next;
        var order = render.Start(A.Ticket(WorkKind.Segments, 1), A.Start).Order;

        Assert.Equal([1, 3, 4, 5], Assert.IsType<WorkOrder.Lane>(order).Segments.Select(s => s.Index));
    }

    [Fact]
    public void Start_OlderEpochThanKnown_GivesNothing()
    {
        var render = A.Rendering().Start(A.Ticket(WorkKind.Sound, epoch: 5), A.Start).Decision.Next;

        Assert.Null(render.Start(A.Ticket(WorkKind.Sound, epoch: 4), A.Start).Order);
    }

    [Fact]
    public void Start_AgainAndAgainWithoutAnEnd_FailsBecauseDevicesAreLost()
    {
        var render = A.Rendering();
        var most = render.Options.LossesMax;
        for (var epoch = 1; epoch <= most; epoch++)
        {
            render = render.Start(A.Ticket(WorkKind.Sound, epoch: epoch), A.Start).Decision.Next;
        }

        Assert.Equal(RenderState.Rendering, render.State);
        var end = render.Start(A.Ticket(WorkKind.Sound, epoch: most + 1), A.Start);
        Assert.Null(end.Order);
        Assert.Equal(RenderState.Failed, end.Decision.Next.State);
        Assert.Equal("device_lost", Assert.Single(end.Decision.Next.Progress.Errors).Code);
    }

    [Fact]
    public void Start_AfterALostDevice_LeavesTheNewLeaseAlone()
    {
        var first = A.Rendering().Start(A.Ticket(WorkKind.Sound, epoch: 1), A.Start).Decision.Next;
        var second = first.Start(A.Ticket(WorkKind.Sound, epoch: 2), A.Start).Decision;
        var announced = second.Next.Resume(A.Start).Effects.OfType<RenderEffect.Enqueue>().Single().Work;

        // A higher attempt would take the lease from the device that works on it now.
        Assert.All(announced, item => Assert.Equal(0, item.Attempt));
        Assert.Contains(new RenderEffect.WriteProgress(), second.Effects);
        Assert.Equal(1, Assert.Single(second.Next.Progress.Losses).Value);
    }

    [Fact]
    public void WorkFailed_StorageIsFull_WaitsWithoutCountingAndSaysWhy()
    {
        var render = A.Rendering();
        var now = A.Start;
        for (var epoch = 1; epoch <= 10; epoch++)
        {
            render = render.Start(A.Ticket(WorkKind.Sound, epoch: epoch), now).Decision.Next;
            var failed = render.WorkFailed(NoRoom(epoch), now);
            Assert.DoesNotContain(failed.Effects, e => e.IsDurable);
            Assert.True(Assert.Single(failed.Effects.OfType<RenderEffect.WakeAt>()).Time > now);
            render = failed.Next;
            now += render.Options.RetryAfterMax;
        }

        Assert.Empty(render.Progress.Failures);
        Assert.Equal(RenderState.Rendering, render.State);
        Assert.Contains("storage is full", RenderViews.Of(render, new QueueView(), 1)!.WaitingBecause);
    }

    [Fact]
    public void WorkFailed_StorageIsFullForTooLong_FailsWithThatReason()
    {
        var render = A.Rendering().Start(A.Ticket(WorkKind.Sound, epoch: 1), A.Start).Decision.Next;
        render = render.WorkFailed(NoRoom(1), A.Start).Next;
        var later = A.Start + render.Options.RoomWaitMax;
        render = render.Start(A.Ticket(WorkKind.Sound, epoch: 2), later).Decision.Next;
        var end = render.WorkFailed(NoRoom(2), later).Next;

        Assert.Equal(RenderState.Failed, end.State);
        Assert.Equal("storage_full", Assert.Single(end.Progress.Errors).Code);
    }

    private static WorkFailure NoRoom(long epoch) => new()
    {
        Ticket = A.Ticket(WorkKind.Sound, epoch: epoch),
        IsRetryable = true,
        Errors = [new EditError { Code = "storage_full", Pointer = "", Detail = "The server's storage is full." }],
    };

    [Fact]
    public void Prepared_WritesTheLayoutThenLooksForParts()
    {
        var decision = A.Accepted().Prepared(A.Ticket(WorkKind.Prepare), A.Film(), A.Start);

        Assert.Equal([new RenderEffect.WriteLayout(), new RenderEffect.FindParts()], decision.Effects);
        Assert.Empty(decision.Next.OpenWork());
    }

    [Fact]
    public void Prepared_Twice_KeepsTheFirstPlan()
    {
        var render = A.Prepared();
        var again = render.Prepared(A.Ticket(WorkKind.Prepare), A.Film(9), A.Start);

        Assert.Same(render, again.Next);
        Assert.Empty(again.Effects);
    }

    [Fact]
    public void Prepared_PlanThatDoesNotFitTogether_FailsTheRender()
    {
        var decision = A.Accepted().Prepared(A.Ticket(WorkKind.Prepare), A.Film() with { FrameCount = 7 }, A.Start);

        Assert.Equal(RenderState.Failed, decision.Next.State);
    }

    [Fact]
    public void PartsFound_Some_AreNeverAnnounced()
    {
        var decision = A.Prepared().PartsFound(A.Parts(sound: true, 0, 1), A.Start);

        var work = decision.Effects.OfType<RenderEffect.Enqueue>().Single().Work;
        Assert.All(work, w => Assert.Equal(WorkKind.Segments, w.Kind));
        Assert.Equal([2, 3], work.Select(w => w.Order));
        Assert.Contains(new RenderEffect.PublishPlaylists(2), decision.Effects);
    }

    [Fact]
    public void PartsFound_All_GoesStraightToSaving()
    {
        var decision = A.Prepared().PartsFound(A.Parts(true, 0, 1, 2, 3), A.Start);

        Assert.Equal(RenderState.Saving, decision.Next.State);
        Assert.Contains(new RenderEffect.PublishPlaylists(4), decision.Effects);
    }

    [Fact]
    public void PlaylistsPublished_AllSegments_OpensTheAssembly()
    {
        var render = A.Prepared().PartsFound(A.Parts(true, 0, 1, 2, 3), A.Start).Next;

        Assert.Empty(render.OpenWork());
        var decision = render.PlaylistsPublished(4, true, A.Start);
        Assert.Equal(WorkKind.Assemble, Assert.Single(Enqueued(decision)).Kind);
    }

    [Fact]
    public void PartsFound_FilmWithoutSegments_AssemblesAfterItsSound()
    {
        var render = A.Prepared(A.Film(0) with { FrameCount = 0 }).PartsFound(A.Parts(), A.Start).Next;

        Assert.Equal(WorkKind.Sound, Assert.Single(render.OpenWork()).Kind);
        var decision = render.SoundFinished(A.Ticket(WorkKind.Sound), A.Start);
        Assert.Equal(WorkKind.Assemble, Assert.Single(Enqueued(decision)).Kind);
    }

    [Fact]
    public void SegmentFinished_First_IsOneSmallWrite()
    {
        var decision = A.Rendering().SegmentFinished(A.Segment(0, lane: 0), A.Start);

        Assert.True(decision.Next.Finished.Contains(0));
        Assert.Single(decision.Effects, e => e.IsDurable);
        Assert.DoesNotContain(decision.Effects, e => e is RenderEffect.PublishPlaylists); // The sound is not ready.
    }

    [Fact]
    public void SegmentsFinished_OfSeveralLanes_AreOneWrite()
    {
        var decision = A.Rendering().SegmentsFinished([A.Segment(0, lane: 0), A.Segment(1, lane: 1)], A.Start);

        Assert.Equal(2, decision.Next.Finished.Count);
        Assert.Single(decision.Effects, e => e.IsDurable);
    }

    [Fact]
    public void PartsFound_NothingNew_IsNoWrite()
    {
        var parts = new StoredParts { Segments = [], HasSound = false };
        var render = A.Rendering() with { PartsAreKnown = false };

        Assert.DoesNotContain(render.PartsFound(parts, A.Start).Effects, e => e.IsDurable);
    }

    [Fact]
    public void PlaylistsPublished_OnceMoreTheSame_PublishesWhatGrewMeanwhile()
    {
        var render = A.Rendering().SegmentFinished(A.Segment(0, lane: 0), A.Start).Next with { SegmentsPublished = 0 };
        render = render with { Progress = render.Progress with { SoundIsDone = true }, SegmentsPublished = 0 };

        var again = render.PlaylistsPublished(0, false, A.Start);

        Assert.Equal(1, Assert.IsType<RenderEffect.PublishPlaylists>(Assert.Single(again.Effects)).SegmentsReady);
    }

    [Fact]
    public void SoundOpened_FirstSegmentThere_IsPlayableBeforeTheSoundIsDone()
    {
        var render = A.Rendering().SegmentFinished(A.Segment(0, lane: 0), A.Start).Next;

        var decision = render.SoundOpened(A.Ticket(WorkKind.Sound));
        Assert.Contains(new RenderEffect.PublishPlaylists(1), decision.Effects);
        Assert.DoesNotContain(decision.Effects, e => e.IsDurable);
        Assert.Equal(WorkKind.Sound, decision.Next.OpenWork()[0].Kind);
    }

    [Fact]
    public void SoundFinished_PlaylistsNameItsOpening_NamesItInTheNextAndOnlyThenAssembles()
    {
        var render = A.Prepared().PartsFound(A.Parts(false, 0, 1, 2, 3), A.Start).Next;
        render = render.SoundOpened(A.Ticket(WorkKind.Sound)).Next;
        render = render.PlaylistsPublished(4, false, A.Start).Next;

        var decision = render.SoundFinished(A.Ticket(WorkKind.Sound), A.Start);
        Assert.Contains(new RenderEffect.PublishPlaylists(4), decision.Effects);
        Assert.Empty(decision.Next.OpenWork());
        var published = decision.Next.PlaylistsPublished(4, true, A.Start);
        Assert.Equal(WorkKind.Assemble, Assert.Single(published.Next.OpenWork()).Kind);
    }

    [Fact]
    public void SegmentFinished_Twice_ChangesNothing()
    {
        var render = A.Rendering().SegmentFinished(A.Segment(1, lane: 1), A.Start).Next;

        Assert.Empty(render.SegmentFinished(A.Segment(1, lane: 1), A.Start).Effects);
    }

    [Fact]
    public void SegmentFinished_OfAnOlderEpoch_ChangesNothing()
    {
        var render = A.Rendering().Start(A.Ticket(WorkKind.Segments, 1, epoch: 7), A.Start).Decision.Next;

        Assert.Same(render, render.SegmentFinished(A.Segment(1, lane: 1, epoch: 6), A.Start).Next);
    }

    [Fact]
    public void SegmentFinished_WithAnotherContentKey_ChangesNothing()
    {
        var render = A.Rendering();
        var wrong = A.Segment(1, lane: 1) with { ContentKey = "key2" };

        Assert.Same(render, render.SegmentFinished(wrong, A.Start).Next);
    }

    [Fact]
    public void SegmentFinished_AfterCancel_ChangesNothing()
    {
        var render = A.Rendering().Cancel(A.Start).Next;

        Assert.Same(render, render.SegmentFinished(A.Segment(0, lane: 0), A.Start).Next);
    }

    [Fact]
    public void SoundFinished_AfterTheFirstSegment_PublishesThePrefix()
    {
        var render = A.Rendering().SegmentFinished(A.Segment(0, lane: 0), A.Start).Next;
        var decision = render.SoundFinished(A.Ticket(WorkKind.Sound), A.Start);

        Assert.Contains(new RenderEffect.PublishPlaylists(1), decision.Effects);
    }

    [Fact]
    public void WorkFailed_Retryable_WaitsAndComesAgainWithAHigherAttempt()
    {
        var decision = A.Rendering().WorkFailed(A.Failure(WorkKind.Sound), A.Start);

        var wake = decision.Effects.OfType<RenderEffect.WakeAt>().Single();
        Assert.Equal(A.Start.AddSeconds(1), wake.Time);
        Assert.Empty(decision.Effects.OfType<RenderEffect.Enqueue>());
        var again = Enqueued(decision.Next.Resume(wake.Time)).Single(w => w.Kind == WorkKind.Sound);
        Assert.Equal(1, again.Attempt);
    }

    [Fact]
    public void WorkFailed_ToldTwice_CountsOnce()
    {
        var render = A.Rendering().Start(A.Ticket(WorkKind.Sound), A.Start).Decision.Next;
        render = render.WorkFailed(A.Failure(WorkKind.Sound), A.Start).Next;

        Assert.Same(render, render.WorkFailed(A.Failure(WorkKind.Sound), A.Start).Next);
    }

    [Fact]
    public void WorkFailed_TooOften_FailsWithTheReason()
    {
        var render = A.Rendering();
        for (var epoch = 1; epoch <= 3; epoch++)
        {
            render = render.WorkFailed(A.Failure(WorkKind.Sound, epoch: epoch), A.Start).Next;
        }

        Assert.Equal(RenderState.Failed, render.State);
        Assert.Equal("broken", Assert.Single(render.Progress.Errors).Code);
    }

    [Fact]
    public void WorkFailed_Final_FailsAtOnce() =>
        Assert.Equal(
            RenderState.Failed,
            A.Accepted().WorkFailed(A.Failure(WorkKind.Prepare, retryable: false), A.Start).Next.State);

    [Fact]
    public void WorkFailed_Repeatedly_WaitsLongerEachTime()
    {
        var options = new RenderOptions { AttemptsMax = 20, RetryAfterMax = TimeSpan.FromSeconds(5) };
        var render = A.Rendering(options: options);
        var waits = new List<double>();
        for (var epoch = 1; epoch <= 5; epoch++)
        {
            var decision = render.WorkFailed(A.Failure(WorkKind.Sound, epoch: epoch), A.Start);
            waits.Add((decision.Effects.OfType<RenderEffect.WakeAt>().Single().Time - A.Start).TotalSeconds);
            render = decision.Next;
        }

        Assert.Equal([1, 2, 4, 5, 5], waits);
    }

    [Fact]
    public void OpenWork_LongFilm_AnnouncesABoundedNumberOfLanes()
    {
        var options = new RenderOptions { LanesAnnouncedMax = 10 };

        Assert.Equal(10, A.Rendering(A.Film(1800), options).OpenWork().Count);
    }

    private static WorkItem[] Enqueued(Decision decision) =>
        decision.Effects.OfType<RenderEffect.Enqueue>().SelectMany(e => e.Work).ToArray();
}
