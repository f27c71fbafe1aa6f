using Framemill.Capacity;
using Framemill.Scheduling;
using Framemill.Tests.Unit.Scheduling;

namespace Framemill.Tests.Unit.Capacity;

public class WhatIfReplayTests
{
    private readonly PoolBench _bench = new(new SchedulingOptions { SpeedAtFirst = 10 });

    [Fact]
    public void Answer_TwiceTheDevices_HalvesTheWaiting()
    {
        var answer = Ask(new WhatIf { Devices = 2 });

        Assert.Null(answer.Problem);
        Assert.Equal((2, 4), (answer.AsItWas!.Devices, answer.Changed!.Devices));
        Assert.Equal(100, answer.AsItWas.Asked);
        Assert.True(answer.Changed.Waits[0].MedianSeconds < answer.AsItWas.Waits[0].MedianSeconds * 0.6);
        Assert.True(answer.Changed.Done > answer.AsItWas.Done);
    }

    [Fact]
    public void Answer_NoChange_GivesTheSameTwice()
    {
        var answer = Ask(new WhatIf());
        Assert.Equal(answer.AsItWas!.Waits, answer.Changed!.Waits);
        Assert.Equal(answer.AsItWas.Done, answer.Changed.Done);
    }

    [Fact]
    public void Answer_AMixChanges_OnlyThatWorkDoes()
    {
        var answer = Ask(new WhatIf
        {
            Classes = new Dictionary<WorkClass, double> { [WorkClass.Batch] = 0 },
            Profiles = new Dictionary<string, double> { ["uhd"] = 0.5 },
        });

        // 60 standard, of which 30 in uhd count half, and 40 batch that go.
        Assert.Equal((100, 45), (answer.AsItWas!.Asked, answer.Changed!.Asked));
    }

    [Fact]
    public void Answer_NoDevicesLeft_NothingIsDone()
    {
        var answer = Ask(new WhatIf { Devices = -2 });
        Assert.Equal((0, 0), (answer.Changed!.Devices, answer.Changed.Done));
    }

    [Theory]
    [InlineData(0, 0, 1, 1)]
    [InlineData(60, 20_000, 1, 1)]
    [InlineData(60, 0, 0, 1)]
    [InlineData(60, 0, 1, double.NaN)]
    public void Answer_OutOfRange_SaysWhat(int minutes, int devices, double speed, double demand)
    {
        var answer = Ask(new WhatIf { Minutes = minutes, Devices = devices, Speed = speed, Demand = demand });
        Assert.Contains("must be from", answer.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Answer_NothingWasAskedFor_SaysSo()
    {
        _bench.Add("d");
        var answer = new WhatIfReplay(
            Telemetry(), new CapacityDemand(), new SchedulingOptions(), new CapacityOptions())
            .Answer(new WhatIf(), CancellationToken.None);
        Assert.Equal("Nothing was asked for in that time.", answer.Problem);
    }

    [Fact]
    public void Answer_MoreWorkThanMayBePlayed_PlaysTheNewest()
    {
        var answer = Ask(new WhatIf(), new CapacityOptions { ReplayWorkMax = 50 });
        Assert.True(answer.IsCut);
        Assert.InRange(answer.AsItWas!.Asked, 1, 50);
    }

    /// <summary>
    /// Ten minutes of ten lanes each, of 12 seconds: two devices can do all of it, but not in a minute.
    /// </summary>
    private WhatIfAnswer Ask(WhatIf question, CapacityOptions? options = null)
    {
        _bench.Add("a");
        _bench.Add("b");
        var now = Telemetry();
        var lines = new List<DemandLine>();
        for (var minute = 0; minute < 10; minute++)
        {
            var at = now.Now.AddMinutes(minute - 10);
            lines.Add(new DemandLine(at, Count("hd", WorkClass.Standard, 3)));
            lines.Add(new DemandLine(at, Count("uhd", WorkClass.Standard, 3)));
            lines.Add(new DemandLine(at, Count("hd", WorkClass.Batch, 4)));
        }

        return new WhatIfReplay(
            now, new CapacityDemand { Lines = lines }, new SchedulingOptions { SpeedAtFirst = 10 },
            options ?? new CapacityOptions()).Answer(question, CancellationToken.None);
    }

    private PoolTelemetry Telemetry() => _bench.Pool.Telemetry("p", _bench.Now);

    private static DemandCount Count(string profile, WorkClass workClass, int count) => new()
    {
        Tenant = "t",
        Class = workClass,
        Kind = WorkKind.Segments,
        Profile = profile,
        MemoryBytes = 10,
        Count = count,
        Frames = 150L * count,
    };
}
