using Framemill.Scheduling;

namespace Framemill.Tests.Unit.Scheduling;

public class SchedulingCycleTests
{
    [Fact]
    public void Run_HigherPriority_GoesFirst()
    {
        var plan = SchedulingCycle.Run(Works.Pool(
            [Works.Lane("early") with { Since = Works.Start.AddHours(-1) }, Works.Lane("urgent") with { Priority = 1 }],
            Works.Room("d")));

        Assert.Equal("urgent", Assert.Single(plan.Placements).Work.RenderId);
        Assert.Equal(WaitReason.OthersAreFirst, Assert.Single(plan.Refusals).Reason);
    }

    [Fact]
    public void Run_TwoTenants_TakeTurns()
    {
        var waiting = Enumerable.Range(0, 10).Select(i => Works.Lane("big", i, "a"))
            .Concat(Enumerable.Range(0, 2).Select(i => Works.Lane("small", i, "b"))).ToArray();
        var plan = SchedulingCycle.Run(Works.Pool(waiting, Works.Room("d", lanes: 4)));

        Assert.Equal(["big", "small", "big", "small"], plan.Placements.Select(p => p.Work.RenderId));
    }

    [Fact]
    public void Run_TenantThatUsedMuch_WaitsForTheOther()
    {
        var pool = Works.Pool([Works.Lane("a", 0, "a"), Works.Lane("b", 0, "b")], Works.Room("d")) with
        {
            Used = new Dictionary<string, double> { ["a"] = 100 },
        };

        Assert.Equal("b", Assert.Single(SchedulingCycle.Run(pool).Placements).Work.RenderId);
    }

    [Fact]
    public void Run_LongLanesInFront_DoNotHoldUpAStep()
    {
        var plan = SchedulingCycle.Run(Works.Pool(
            [Works.Lane("r", 0), Works.Lane("r", 1), Works.Step("late") with { Since = Works.Start.AddHours(1) }],
            Works.Room("d", lanes: 1, steps: 1)));

        Assert.Contains(plan.Placements, p => p.Work.RenderId == "late");
    }

    [Fact]
    public void Run_OneRender_GoesInTheFilmsOrder()
    {
        var plan = SchedulingCycle.Run(Works.Pool(
            [Works.Lane("r", 9), Works.Lane("r", 1), Works.Lane("r", 5)], Works.Room("d", lanes: 3)));

        Assert.Equal([1, 5, 9], plan.Placements.Select(p => p.Work.Order));
    }

    [Fact]
    public void Run_SeveralDevices_SpreadsTheLoad()
    {
        var plan = SchedulingCycle.Run(Works.Pool(
            [Works.Lane("r", 0), Works.Lane("r", 1)], Works.Room("a", lanes: 2), Works.Room("b", lanes: 2)));

        Assert.Equal(["a", "b"], plan.Placements.Select(p => p.DeviceId).Order());
    }

    [Fact]
    public void Run_NeverBooksMoreMemoryThanThereIs()
    {
        var waiting = Enumerable.Range(0, 20).Select(i => Works.Lane("r", i) with { MemoryBytes = 300 }).ToArray();
        var plan = SchedulingCycle.Run(Works.Pool(waiting, Works.Room("d", lanes: 20, memory: 1000)));

        Assert.Equal(3, plan.Placements.Count);
        Assert.Equal(17, plan.Refusals.Count);
    }

    [Fact]
    public void Run_EachNo_HasItsReason()
    {
        Assert.Equal(WaitReason.NoDevice, Reason(Works.Lane("r")));
        Assert.Equal(WaitReason.NoDevice, Reason(Works.Lane("r"), Works.Room("d") with { IsDraining = true }));
        Assert.Equal(
            WaitReason.NoDeviceIsLargeEnough, Reason(Works.Lane("r") with { MemoryBytes = 9999 }, Works.Room("d")));
        Assert.Equal(WaitReason.AllDevicesAreBusy, Reason(Works.Lane("r"), Works.Room("d", lanes: 0)));
        Assert.Equal(WaitReason.MemoryIsTaken, Reason(Works.Lane("r"), Works.Room("d") with { FreeBytes = 50 }));
    }

    [Fact]
    public void Run_AnyOrderOfInput_GivesTheSamePlan()
    {
        var waiting = Enumerable.Range(0, 30).Select(i => Works.Lane($"r{i % 7}", i, $"t{i % 3}")).ToArray();
        var one = SchedulingCycle.Run(Works.Pool(waiting, Works.Room("a", 5), Works.Room("b", 5)));
        var turned = waiting.Reverse().ToArray();
        var other = SchedulingCycle.Run(Works.Pool(turned, Works.Room("b", 5), Works.Room("a", 5)));

        Assert.Equal(one.Placements, other.Placements);
        Assert.Equal(one.Refusals, other.Refusals);
    }

    [Fact]
    public void Place_AnyPool_PlacesAsTheWholeCycleDoes()
    {
        var waiting = Enumerable.Range(0, 40).Select(i => Works.Lane($"r{i % 7}", i, $"t{i % 3}"))
            .Concat(Enumerable.Range(0, 5).Select(i => Works.Step($"s{i}"))).ToArray();
        var pool = Works.Pool(waiting, Works.Room("a", 5, 2), Works.Room("b", 5, 1, memory: 320));

        Assert.Equal(SchedulingCycle.Run(pool).Placements, SchedulingCycle.Place(pool));
    }

    private static WaitReason Reason(WorkItem work, params DeviceRoom[] devices) =>
        Assert.Single(SchedulingCycle.Run(Works.Pool([work], devices)).Refusals).Reason;
}
