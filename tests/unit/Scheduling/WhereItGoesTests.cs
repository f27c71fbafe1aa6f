using Framemill.Scheduling;

namespace Framemill.Tests.Unit.Scheduling;

/// <summary>Which device gets what: memory, models, speed, failures; and why none does.</summary>
public class WhereItGoesTests
{
    [Fact]
    public void Pull_NeverBooksMoreMemoryThanThereIs()
    {
        var bench = new PoolBench();
        bench.Add("d", lanes: 20);
        bench.Enqueue([.. Enumerable.Range(0, 20).Select(i => Works.Lane("r", i) with { MemoryBytes = 300 })]);

        Assert.Equal(3, bench.Pull("d").Length);
        Assert.Equal(17, bench.Pool.WaitingCount);
    }

    [Fact]
    public void Pull_LargeWorkInFront_DoesNotHoldUpSmall()
    {
        var bench = new PoolBench();
        bench.Add("d");
        bench.Enqueue(Works.Lane("a") with { MemoryBytes = 2000 }, Works.Lane("b"));

        Assert.Equal(["b/segments/0"], bench.Pull("d"));
        Assert.Equal("No device has enough memory for this film.", Because(bench, "a"));
    }

    [Fact]
    public void Pull_ModelsMemory_CountsOnceForAllThatUseIt()
    {
        var bench = new PoolBench();
        bench.Add("d", lanes: 5);
        bench.Enqueue([.. Enumerable.Range(0, 5).Select(i => Works.Lane("r", i) with { Model = Works.Model() })]);

        Assert.Equal(5, bench.Pull("d").Length); // 500 for the model and 100 for each.
    }

    [Fact]
    public void Pull_ModelIsElsewhere_IsHeldBackForIt()
    {
        var bench = new PoolBench();
        bench.Has("has", "sdxl");
        bench.Add("has");
        bench.Add("empty");
        bench.Enqueue(Works.Lane("r") with { Model = Works.Model() });

        Assert.Empty(bench.Pull("empty"));
        Assert.Equal(["has"], bench.Pool.DevicesToWake(bench.Now));
        Assert.Single(bench.Pull("has"));
    }

    [Fact]
    public void Pull_MuchWaitsForAModel_LoadsItOnceMore()
    {
        var bench = new PoolBench();
        bench.Has("has", "sdxl");
        bench.Add("has");
        bench.Add("empty");

        // 20 lanes of two seconds wait longer for the one device than another takes to load the model.
        bench.Enqueue([.. Enumerable.Range(0, 20).Select(i => Works.Lane("r", i) with { Model = Works.Model() })]);
        Assert.Single(bench.Pull("empty"));
    }

    [Fact]
    public void Pull_HeldBackLongEnough_GoesAnywhere()
    {
        var bench = new PoolBench();
        bench.Has("has", "sdxl");
        bench.Add("has");
        bench.Add("empty");
        bench.Enqueue(Works.Lane("r") with { Model = Works.Model() });
        bench.Pass(10);

        Assert.Single(bench.Pull("empty"));
    }

    [Fact]
    public void Pull_SlowDevice_LeavesTheLastFilmToTheFastOne()
    {
        var bench = new PoolBench();
        bench.Add("fast");
        bench.Add("slow");
        bench.Measure("fast", 60);
        bench.Measure("slow", 6);
        bench.Enqueue(Works.Lane("r"));

        Assert.Empty(bench.Pull("slow"));
        Assert.Equal(["fast"], bench.Pool.DevicesToWake(bench.Now));
        Assert.Single(bench.Pull("fast"));
    }

    [Fact]
    public void Pull_SlowDeviceWhileTheFastOneIsBusy_DoesItsPart()
    {
        var bench = new PoolBench();
        bench.Add("fast");
        bench.Add("slow");
        bench.Measure("fast", 60);
        bench.Measure("slow", 6);
        bench.Enqueue(Works.Lane("r", 0), Works.Lane("r", 1));

        Assert.Empty(bench.Pull("slow"));
        bench.Pull("fast");
        Assert.Single(bench.Pull("slow"));
    }

    [Fact]
    public void Pull_SlowDevice_GetsAShorterLease()
    {
        var bench = new PoolBench();
        bench.Add("d");
        bench.Measure("d", 3);
        bench.Enqueue(Works.Lane("r") with { Frames = 600 });
        bench.Pull("d");

        Assert.Equal(60, Assert.Single(bench.Leases("d")).FramesMax); // 20 seconds at 3 a second.
    }

    [Fact]
    public void Pull_CutLease_LeavesTheRestWaiting()
    {
        var bench = new PoolBench();
        bench.Add("d");
        bench.Measure("d", 3);
        bench.Enqueue(Works.Lane("r") with { Frames = 600 });
        bench.Pull("d");
        bench.End("d", bench.Leases("d")[0], LeaseEnd.Returned, seconds: 20, frames: 60);

        Assert.Equal(540, Assert.Single(bench.Leases("d")).Work.Frames);
    }

    [Fact]
    public void Pull_FailedHere_GoesToAnother()
    {
        var bench = new PoolBench();
        bench.Add("a");
        bench.Add("b");
        bench.Enqueue(Works.Lane("r"));
        bench.Pull("a");
        bench.End("a", bench.Leases("a")[0], LeaseEnd.Failed);
        bench.Enqueue(Works.Lane("r") with { Attempt = 1 });

        Assert.Empty(bench.Pull("a"));
        Assert.Single(bench.Pull("b"));
    }

    [Fact]
    public void Pull_FailedOnTheOnlyDevice_IsTriedThereAgain()
    {
        var bench = new PoolBench();
        bench.Add("a");
        bench.Enqueue(Works.Lane("r"));
        bench.Pull("a");
        bench.End("a", bench.Leases("a")[0], LeaseEnd.Failed);
        bench.Enqueue(Works.Lane("r") with { Attempt = 1 });

        Assert.Single(bench.Pull("a"));
    }

    [Fact]
    public void Pull_DeviceThatFailsAndFails_Rests()
    {
        var bench = new PoolBench();
        bench.Add("bad", lanes: 3);
        bench.Add("good");
        bench.Enqueue(Works.Lane("r", 0), Works.Lane("r", 1), Works.Lane("r", 2));
        bench.Pull("bad");
        foreach (var lease in bench.Leases("bad")) bench.End("bad", lease, LeaseEnd.Failed);
        bench.Enqueue(Works.Lane("next"));

        Assert.Empty(bench.Pull("bad"));
        bench.Pass(60);
        Assert.Single(bench.Pull("bad"));
    }

    [Fact]
    public void Preempt_SomebodyWaits_AsksTheLatestBatch()
    {
        var bench = new PoolBench();
        bench.Add("d", lanes: 2);
        bench.Enqueue(Works.Lane("old") with { Class = WorkClass.Batch, Frames = 600 });
        bench.Pull("d");
        bench.Pass(5);
        bench.Enqueue(Works.Lane("young") with { Class = WorkClass.Batch, Frames = 600 });
        bench.Pull("d");
        bench.Enqueue(Works.Lane("now") with { Class = WorkClass.Interactive });
        Assert.Empty(bench.Pool.Preempt(bench.Now)); // Not at once.
        bench.Pass(1);

        var young = bench.Leases("d").Single(l => l.Work.RenderId == "young");
        Assert.Equal(new Revocation("d", young.Id), Assert.Single(bench.Pool.Preempt(bench.Now)));
        Assert.Empty(bench.Pool.Preempt(bench.Now)); // Once is enough, and the other is left alone.
        var answer = bench.End("d", young, LeaseEnd.Returned, frames: 60);
        Assert.Equal("now", Assert.Single(answer.Granted).Work.RenderId);
        Assert.Contains("young/segments/0", bench.Pool.WaitingIds);
    }

    [Fact]
    public void Preempt_StandardWork_IsLeftAlone()
    {
        var bench = new PoolBench();
        bench.Add("d");
        bench.Enqueue(Works.Lane("r") with { Frames = 6000 });
        bench.Pull("d");
        bench.Enqueue(Works.Lane("now") with { Class = WorkClass.Interactive });
        bench.Pass(5);

        Assert.Empty(bench.Pool.Preempt(bench.Now));
    }

    [Fact]
    public void Queue_EachNo_HasItsReason()
    {
        var bench = new PoolBench();
        bench.Enqueue(Works.Lane("a"));
        Assert.Equal("No device is there yet.", Because(bench, "a"));
        bench.Add("d", lanes: 1); // Which takes it.
        bench.Enqueue(Works.Lane("b"));
        Assert.Equal("All devices are busy.", Because(bench, "b"));
        bench.Add("e", lanes: 2, memory: 150); // Which takes b.
        bench.Enqueue(Works.Lane("c"));
        Assert.Equal("There is not enough free memory on the devices.", Because(bench, "c"));
        bench.End("d", bench.Leases("d")[0]); // Which takes c.
        bench.End("d", bench.Leases("d")[0]);
        bench.Enqueue(Works.Lane("e"));
        Assert.Equal("It starts in a moment.", Because(bench, "e"));
        bench.Pull("d", draining: true);
        bench.Pull("e", draining: true);
        Assert.Equal("No device is there yet.", Because(bench, "e"));
    }

    [Fact]
    public void Queue_RoomForOne_TellsTheOtherThatOthersAreFirst()
    {
        var bench = new PoolBench();
        bench.Add("d");
        bench.Enqueue(Works.Lane("e"), Works.Lane("f"));

        Assert.Equal("Others are due first.", Because(bench, "f"));
    }

    private static string? Because(PoolBench bench, string render) =>
        bench.Pool.Queue(render, bench.Now).WaitingBecause;
}
