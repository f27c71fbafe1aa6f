using Framemill.Renders;
using Framemill.Scheduling;

namespace Framemill.Tests.Unit.Renders;

public class RenderLifeTests
{
    [Fact]
    public void Accept_IsOnTheOpenListBeforeTheEditMarksIt()
    {
        var effects = A.Fresh().Accept(A.Edit(), A.Start).Effects;

        Assert.Collection(
            effects,
            e => Assert.IsType<RenderEffect.AddToOpen>(e),
            e => Assert.IsType<RenderEffect.WriteEdit>(e),
            e => Assert.IsType<RenderEffect.Changed>(e),
            e => Assert.Equal(WorkKind.Prepare, Assert.Single(Assert.IsType<RenderEffect.Enqueue>(e).Work).Kind));
    }

    [Fact]
    public void Accept_Again_ChangesNothing()
    {
        var render = A.Accepted();
        var again = render.Accept(A.Edit() with { MergedEdit = "other" }, A.Start);

        Assert.Same(render, again.Next);
        Assert.Empty(again.Effects);
    }

    [Fact]
    public void Resume_HalfAcceptedRender_LeavesTheOpenList() =>
        Assert.IsType<RenderEffect.RemoveFromOpen>(Assert.Single(A.Fresh().Resume(A.Start).Effects));

    [Fact]
    public void ProgressOf_EditThatWasStoredAlone_IsAccepted()
    {
        var edit = A.Edit() with { Created = A.Start };

        Assert.True(Render.ProgressOf(edit, new RenderProgress()) is { IsAccepted: true, State: RenderState.Queued });
        Assert.False(Render.ProgressOf(new RenderEdit(), new RenderProgress()).IsAccepted);
    }

    [Fact]
    public void Resume_Announced_AnnouncesAgain()
    {
        var effects = A.Rendering().Resume(A.Start).Effects;

        var work = effects.OfType<RenderEffect.Enqueue>().Single().Work;
        Assert.Contains(work, w => w.Kind == WorkKind.Sound);
        Assert.Contains(work, w => w.Kind == WorkKind.Segments);
    }

    [Fact]
    public void Resume_AfterRestart_LooksForPartsBeforeAnyWork()
    {
        var asleep = A.Rendering();
        var woken = A.Fresh() with { Edit = asleep.Edit, Layout = asleep.Layout, Progress = asleep.Progress };

        Assert.IsType<RenderEffect.FindParts>(Assert.Single(woken.Resume(A.Start).Effects));
        Assert.Empty(woken.OpenWork());
    }

    [Fact]
    public void Resume_DoneWithAPendingCallback_SendsItAgain()
    {
        var done = A.Saving(callback: "http://here").Assembled(A.Ticket(WorkKind.Assemble), Files, A.Start).Next;

        Assert.Equal(
            new RenderEffect.SendCallback("http://here"), Assert.Single(done.Resume(A.Start).Effects));
    }

    [Fact]
    public void CallbackSettled_Pending_LeavesTheOpenListAfterTheWrite()
    {
        var done = A.Saving(callback: "http://here").Assembled(A.Ticket(WorkKind.Assemble), Files, A.Start).Next;
        var settled = done.CallbackSettled(isTaken: true, A.Start);

        Assert.Equal(CallbackState.Taken, settled.Next.Progress.Callback);
        Assert.Equal([new RenderEffect.WriteProgress(), new RenderEffect.RemoveFromOpen()], settled.Effects);
        Assert.Empty(settled.Next.CallbackSettled(false, A.Start).Effects);
    }

    [Fact]
    public void Cancel_Rendering_EndsAndWithdraws()
    {
        var decision = A.Rendering().Cancel(A.Start.AddSeconds(3));

        Assert.Equal(RenderState.Cancelled, decision.Next.State);
        Assert.Equal(A.Start.AddSeconds(3), decision.Next.Progress.Ended);
        Assert.Contains(new RenderEffect.Withdraw(), decision.Effects);
        Assert.Contains(new RenderEffect.RemoveFromOpen(), decision.Effects);
        Assert.Empty(decision.Next.OpenWork());
    }

    [Fact]
    public void Cancel_Ended_ChangesNothing()
    {
        var done = A.Saving().Assembled(A.Ticket(WorkKind.Assemble), Files, A.Start).Next;

        Assert.Same(done, done.Cancel(A.Start).Next);
    }

    [Fact]
    public void Assembled_Saving_IsDoneWithItsFiles()
    {
        var decision = A.Saving().Assembled(A.Ticket(WorkKind.Assemble), Files, A.Start.AddSeconds(9));

        Assert.Equal(RenderState.Done, decision.Next.State);
        Assert.Equal(Files, decision.Next.Progress.Files);
        Assert.IsType<RenderEffect.WriteProgress>(decision.Effects[0]);
    }

    private static readonly Dictionary<string, string> Files = new() { ["film.mp4"] = "object" };
}
