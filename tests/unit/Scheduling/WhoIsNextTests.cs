using Framemill.Scheduling;

namespace Framemill.Tests.Unit.Scheduling;

/// <summary>Who goes next: class and age, then tenants in turn, then the oldest film.</summary>
public class WhoIsNextTests
{
    private static readonly DateTimeOffset Start = Works.Start;

    [Fact]
    public void Pull_Classes_GoInOrder()
    {
        var bench = new PoolBench();
        bench.Add("d", lanes: 3);
        bench.Enqueue(
            Works.Lane("batch") with { Class = WorkClass.Batch, Since = Start.AddMinutes(-1) },
            Works.Lane("standard"),
            Works.Lane("now") with { Class = WorkClass.Interactive, Since = Start.AddMinutes(1) });

        Assert.Equal(["now/segments/0", "standard/segments/0", "batch/segments/0"], bench.Pull("d"));
    }

    [Fact]
    public void Pull_BatchThatWaitedLong_HasATurnNowAndThen()
    {
        var bench = new PoolBench(new SchedulingOptions { AgedEvery = 4 });
        bench.Add("d", lanes: 8);
        bench.Enqueue([.. Enumerable.Range(0, 8).Select(i => Works.Lane("batch", i) with { Class = WorkClass.Batch })]);
        bench.Pull("d", draining: true);
        bench.Pass(10 * 60);
        bench.Enqueue([.. Enumerable.Range(0, 8).Select(i =>
            Works.Lane("now", i) with { Class = WorkClass.Interactive, Since = bench.Now })]);

        Assert.Equal(
            ["now", "now", "now", "batch", "now", "now", "now", "batch"],
            bench.Pull("d").Select(id => id.Split('/')[0]));
    }

    [Fact]
    public void Pull_DeadlineIsNear_GoesBeforeAll()
    {
        var bench = new PoolBench();
        bench.Add("d");
        bench.Enqueue(
            Works.Lane("now") with { Class = WorkClass.Interactive },
            Works.Lane("late") with { Class = WorkClass.Batch, Deadline = Start.AddMinutes(5) });
        bench.Pass(4 * 60);

        Assert.Equal(["late/segments/0"], bench.Pull("d"));
    }

    [Fact]
    public void Pull_TwoFilmsOfATenant_BeginBothBeforeEitherGoesOn()
    {
        var bench = new PoolBench();
        bench.Add("d", lanes: 5);
        bench.Enqueue([.. Enumerable.Range(0, 3).Select(i => Works.Lane("old", i)),
            .. Enumerable.Range(0, 2).Select(i => Works.Lane("new", i) with { Since = Start.AddMinutes(9) })]);

        Assert.Equal(
            ["old/segments/0", "new/segments/0", "old/segments/1", "old/segments/2", "new/segments/1"],
            bench.Pull("d"));
    }

    [Theory]
    [InlineData(WorkClass.Standard, 11)]
    [InlineData(WorkClass.Batch, 9)]
    public void Pull_OldFilm_IsNotHeldUpByNewOnesForEverAndNeverInBatch(WorkClass workClass, int minutesLater)
    {
        var bench = new PoolBench();
        bench.Add("d", lanes: 3);
        bench.Enqueue([.. Enumerable.Range(0, 2).Select(i => Works.Lane("old", i) with { Class = workClass }),
            Works.Lane("new") with { Class = workClass, Since = Start.AddMinutes(minutesLater) }]);

        Assert.Equal(["old/segments/0", "old/segments/1", "new/segments/0"], bench.Pull("d"));
    }

    [Fact]
    public void Pull_TwoTenants_TakeTurns()
    {
        var bench = new PoolBench();
        bench.Add("d", lanes: 4);
        bench.Enqueue([.. Enumerable.Range(0, 10).Select(i => Works.Lane("big", i, "a")),
            .. Enumerable.Range(0, 2).Select(i => Works.Lane("small", i, "b"))]);

        Assert.Equal(["big", "small", "big", "small"], bench.Pull("d").Select(id => id.Split('/')[0]));
    }

    [Fact]
    public void Pull_Weights_GiveShares()
    {
        var bench = new PoolBench(new SchedulingOptions { Tenants = [new TenantShare { Tenant = "a", Weight = 3 }] });
        bench.Add("d", lanes: 8);
        bench.Enqueue([.. Enumerable.Range(0, 10).Select(i => Works.Lane("heavy", i, "a")),
            .. Enumerable.Range(0, 10).Select(i => Works.Lane("light", i, "b"))]);

        Assert.Equal(6, bench.Pull("d").Count(id => id.StartsWith("heavy", StringComparison.Ordinal)));
    }

    [Fact]
    public void Pull_TenantThatTakesMuchMemory_PaysForIt()
    {
        var bench = new PoolBench();
        bench.Add("d", lanes: 40, steps: 0, memory: 1000);

        // A lane of "a" holds a fifth of the memory for a fortieth of the slots.
        bench.Enqueue([.. Enumerable.Range(0, 9).Select(i => Works.Lane("a", i, "a") with { MemoryBytes = 200 }),
            .. Enumerable.Range(0, 20).Select(i => Works.Lane("b", i, "b") with { MemoryBytes = 10 })]);
        var given = bench.Pull("d").Take(12).ToArray();

        Assert.InRange(given.Count(id => id[0] == 'a'), 1, 3);
    }

    [Fact]
    public void Pull_TenantThatUsedMuch_WaitsForTheOther_ButNotForEver()
    {
        var bench = new PoolBench();
        bench.Add("d");
        bench.Enqueue(Works.Lane("first", tenant: "a"));
        bench.Pull("d");
        bench.Enqueue(
            Works.Lane("a1", tenant: "a"), Works.Lane("b1", tenant: "b") with { Since = Start.AddSeconds(1) });
        bench.End("d", bench.Leases("d")[0], seconds: 2);
        Assert.Equal(["b1/segments/0"], bench.Leases("d").Select(l => l.Work.Id));

        // After many half-lives neither counts: the name breaks the tie.
        bench.End("d", bench.Leases("d")[0], seconds: 2);
        bench.End("d", bench.Leases("d")[0], seconds: 2);
        bench.Pass(24 * 3600);
        bench.Pool.Expire(bench.Now);
        bench.Add("d");
        bench.Enqueue(Works.Lane("a2", tenant: "a"), Works.Lane("b2", tenant: "b"));
        Assert.Equal(["a2/segments/0"], bench.Pull("d"));
    }

    [Fact]
    public void Pull_BelowItsQuota_GoesFirstWhateverItUsed()
    {
        var bench = new PoolBench(new SchedulingOptions
        {
            Tenants = [new TenantShare { Tenant = "z", QuotaLanes = 2 }],
        });
        bench.Add("d", lanes: 4);
        bench.Enqueue([.. Enumerable.Range(0, 4).Select(i => Works.Lane("a", i, "a")),
            .. Enumerable.Range(0, 4).Select(i => Works.Lane("z", i, "z"))]);

        Assert.Equal(["z", "z", "a", "a"], bench.Pull("d").Select(id => id.Split('/')[0]));
    }

    [Fact]
    public void Pull_AtItsBurstLimit_WaitsThoughThereIsRoom()
    {
        var bench = new PoolBench(new SchedulingOptions
        {
            Tenants = [new TenantShare { Tenant = "t", BurstLanes = 2 }],
        });
        bench.Add("d", lanes: 4);
        bench.Enqueue([.. Enumerable.Range(0, 3).Select(i => Works.Lane("r", i)), Works.Lane("waits", 1)]);

        Assert.Equal(2, bench.Pull("d").Length);
        var view = bench.Pool.Queue("waits", bench.Now);
        Assert.Equal("As much of yours is rendered at one time as your account allows.", view.WaitingBecause);
        bench.End("d", bench.Leases("d")[0]);
        Assert.Equal(2, bench.Leases("d").Length);
    }

    [Fact]
    public void Pull_LongLanesInFront_DoNotHoldUpAStep()
    {
        var bench = new PoolBench();
        bench.Add("d");
        bench.Enqueue(
            Works.Lane("r", 0), Works.Lane("r", 1), Works.Step("late") with { Since = Start.AddHours(1) });

        Assert.Contains("late/Prepare/0", bench.Pull("d"));
    }

    [Fact]
    public void Pull_OneRender_GoesInTheFilmsOrder()
    {
        var bench = new PoolBench();
        bench.Add("d", lanes: 3);
        bench.Enqueue(Works.Lane("r", 9), Works.Lane("r", 1), Works.Lane("r", 5));

        Assert.Equal(["r/segments/1", "r/segments/5", "r/segments/9"], bench.Pull("d"));
    }

    [Fact]
    public void Enqueue_OneTenantFloods_OthersStillGetIn()
    {
        var bench = new PoolBench(new SchedulingOptions { TenantWaitingMax = 3 });
        bench.Enqueue([.. Enumerable.Range(0, 9).Select(i => Works.Lane("flood", i, "a")), Works.Lane("b", 0, "b")]);

        Assert.Equal(4, bench.Pool.WaitingCount);
        Assert.Contains("b/segments/0", bench.Pool.WaitingIds);
    }
}
