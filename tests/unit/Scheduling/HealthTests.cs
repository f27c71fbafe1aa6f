using Framemill.Devices;
using Framemill.Scheduling;

namespace Framemill.Tests.Unit.Scheduling;

/// <summary>Which devices the pool trusts, and that work that is at fault itself does not change that.</summary>
public class HealthTests
{
    private readonly PoolBench _bench = new();

    public HealthTests()
    {
        _bench.Add("a", lanes: 4);
        _bench.Add("b", lanes: 4);
    }

    [Fact]
    public void Pull_WorkFailsWhereOthersDoIt_IsOutAndTriedAfterARestThatDoubles()
    {
        ConvictA("first", 3);
        Assert.Equal((DeviceHealth.Out, HealthCause.Failures), _bench.Pool.HealthOf("a"));
        _bench.Enqueue(Works.Lane("next"));
        Assert.Empty(_bench.Pull("a"));

        _bench.Pass(60);
        Assert.Single(_bench.Pull("a"));
        Assert.Equal(DeviceHealth.Probation, _bench.Pool.HealthOf("a").Health);

        // On trial one failure that another does is enough, and it is out for twice as long.
        _bench.End("a", _bench.Leases("a")[0], LeaseEnd.Failed);
        Redo("next");
        Assert.Equal(DeviceHealth.Out, _bench.Pool.HealthOf("a").Health);
        _bench.Pass(119);
        _bench.Enqueue(Works.Lane("later"));
        Assert.Empty(_bench.Pull("a"));
        _bench.Pass(1);
        Assert.Single(_bench.Pull("a"));
    }

    [Fact]
    public void Pull_OnTrial_GetsOneSmallLeaseAtATimeUntilItHasProvenItself()
    {
        ConvictA("first", 3);
        _bench.Pass(60);
        for (var i = 0; i < 12; i++) _bench.Enqueue(Works.Lane($"r{i}") with { Frames = 60_000 });
        _bench.Pull("a");
        _bench.Pull("b");
        var usual = _bench.Leases("b")[0].FramesMax;

        for (var trial = 0; trial < new SchedulingOptions().TrialLeases; trial++)
        {
            Assert.Equal(DeviceHealth.Probation, _bench.Pool.HealthOf("a").Health);
            Assert.Empty(_bench.Pull("a")); // It has its one.
            var lease = Assert.Single(_bench.Leases("a"));
            Assert.InRange(lease.FramesMax, 1, usual / 3);
            _bench.End("a", lease, LeaseEnd.Finished, frames: 60);
        }

        Assert.Equal(DeviceHealth.Healthy, _bench.Pool.HealthOf("a").Health);
        Assert.Equal(4, _bench.Leases("a").Length);
    }

    /// <summary>However much of it comes: each device keeps its place, and what is sound is done.</summary>
    [Fact]
    public void Pull_PoisonOnEveryDevice_PutsNoneOut()
    {
        for (var round = 0; round < 20; round++)
        {
            var poison = Works.Lane($"poison{round}");
            _bench.Enqueue(poison);
            _bench.Pass(1);
            foreach (var attempt in (int[])[1, 2, 3])
            {
                var at = _bench.Pull("a").Length > 0 ? "a" : "b";
                if (at == "b") _bench.Pull("b");
                foreach (var lease in _bench.Leases(at)) _bench.End(at, lease, LeaseEnd.Failed);
                _bench.Enqueue(poison with { Attempt = attempt });
            }

            _bench.Pool.Withdraw(poison.RenderId, _bench.Now);
            Assert.NotEqual(DeviceHealth.Out, _bench.Pool.HealthOf("a").Health);
            Assert.NotEqual(DeviceHealth.Out, _bench.Pool.HealthOf("b").Health);
        }

        Assert.Equal(DeviceHealth.Healthy, _bench.Pool.HealthOf("a").Health);
        Assert.Equal(DeviceHealth.Healthy, _bench.Pool.HealthOf("b").Health);
    }

    [Fact]
    public void Pull_ReadingSaysUnfit_GetsNothingUntilItIsFitAgainAndTellsWhy()
    {
        _bench.Read("a", new DeviceReading { Id = "a", Name = "card", Fault = "GpuIsLost" });
        _bench.Enqueue(Works.Lane("r"));
        Assert.Empty(_bench.Pull("a"));

        var told = _bench.Pool.Telemetry("cpu", _bench.Now).Devices.Single(d => d.Id == "a");
        Assert.Equal(("out", DeviceHealth.Out, HealthCause.Lost), (told.State, told.Health, told.Cause));
        Assert.Contains("GpuIsLost", told.Because, StringComparison.Ordinal);
        _bench.Pass(3_600);
        Assert.Empty(_bench.Pull("a"));

        _bench.Read("a", new DeviceReading { Id = "a", Name = "card" });
        Assert.Single(_bench.Pull("a"));
    }

    /// <summary>A bad device is better than none, and one that is lost is none.</summary>
    [Fact]
    public void Pull_TheOnlyDevice_WorksOnUnlessItIsLost()
    {
        var alone = new PoolBench();
        alone.Add("a");
        alone.Read("a", new DeviceReading { Id = "a", Name = "card", Celsius = 99, CelsiusStop = 92 });
        alone.Enqueue(Works.Lane("r"), Works.Lane("s"));
        Assert.NotEmpty(alone.Pull("a"));
        Assert.Equal(DeviceHealth.Degraded, alone.Pool.HealthOf("a").Health);

        alone.Read("a", new DeviceReading { Id = "a", Name = "card", Fault = "GpuIsLost" });
        alone.End("a", alone.Leases("a")[0], LeaseEnd.Failed);
        alone.Enqueue(Works.Lane("t"));
        Assert.Empty(alone.Pull("a"));
        Assert.Equal(
            "The devices that are free report faults of their own and get no work.",
            alone.Pool.Queue("t", alone.Now).WaitingBecause);
    }

    [Fact]
    public void Pull_ItsMemoryIsNearlyFull_WorkWaitsForMemoryAndNotForATrial()
    {
        var alone = new PoolBench();
        alone.Add("a", lanes: 2);
        alone.Read("a", new DeviceReading { Id = "a", Name = "card", MemoryTotalBytes = 100, MemoryUsedBytes = 99 });
        alone.Enqueue(Works.Lane("r"), Works.Lane("s"));

        Assert.Single(alone.Pull("a"));

        Assert.Equal(
            "There is not enough free memory on the devices.", alone.Pool.Queue("s", alone.Now).WaitingBecause);
    }

    [Fact]
    public void Pull_TheOthersLeave_TakesBackOneThatWasOut()
    {
        ConvictA("first", 3);
        _bench.Pool.Lose(["b"], _bench.Now);
        _bench.Pool.Expire(_bench.Now);
        _bench.Enqueue(Works.Lane("next"));

        Assert.Single(_bench.Pull("a"));
    }

    [Fact]
    public void End_MuchSlowerThanUsual_IsToldOf()
    {
        for (var i = 0; i < 30; i++) Do($"usual{i}", seconds: 2);
        for (var i = 0; i < 8; i++) Do($"slow{i}", seconds: 20);
        Assert.Equal((DeviceHealth.Degraded, HealthCause.Slowness), _bench.Pool.HealthOf("a"));

        // A step says nothing of how fast it renders.
        _bench.Enqueue(Works.Step("step"));
        _bench.Pull("a");
        _bench.End("a", _bench.Leases("a")[0], LeaseEnd.Finished, frames: 1);
        Assert.Equal(DeviceHealth.Degraded, _bench.Pool.HealthOf("a").Health);

        for (var i = 0; i < 8; i++) Do($"again{i}", seconds: 2);
        Assert.Equal(DeviceHealth.Healthy, _bench.Pool.HealthOf("a").Health);
    }

    private void Do(string render, double seconds)
    {
        _bench.Enqueue(Works.Lane(render));
        _bench.Pull("a");
        _bench.End("a", _bench.Leases("a")[0], LeaseEnd.Finished, frames: 60, seconds: seconds);
    }

    /// <summary>Work that fails on a and is done by b.</summary>
    private void ConvictA(string name, int times)
    {
        for (var i = 0; i < times; i++) _bench.Enqueue(Works.Lane($"{name}{i}"));
        _bench.Pull("a");
        foreach (var lease in _bench.Leases("a")) _bench.End("a", lease, LeaseEnd.Failed);
        for (var i = 0; i < times; i++) Redo($"{name}{i}");
    }

    private void Redo(string render)
    {
        _bench.Enqueue(Works.Lane(render) with { Attempt = 1 });
        _bench.Pull("b");
        var lease = _bench.Leases("b").Single(l => l.Work.RenderId == render);
        _bench.End("b", lease, LeaseEnd.Finished, frames: 60);
    }
}
