using Framemill.Scheduling;

namespace Framemill.Tests.Unit.Capacity;

public class ScaleHintTests
{
    [Theory]
    [InlineData(0, 4, 0, -2, "Nothing waits and 4 of 4 slots are free.")]
    [InlineData(0, 4, 3, 0, "What waits takes 0 s, and 1 of 4 slots are free.")]
    [InlineData(480, 4, 4, 0, "What waits takes 120 s, and 0 of 4 slots are free.")]
    [InlineData(1200, 4, 4, 6, "What waits takes 300 s; it should take 120 s.")]
    [InlineData(600, 0, 0, 5, "Work waits and no device takes any.")]
    public void Of_Pool_TellsHowManyAndWhy(double waiting, int slots, int held, int wanted, string reason)
    {
        var devices = slots == 0 ? [] : new[] { Device(slots, held) };
        Assert.Equal((wanted, reason), ScaleHint.Of(waiting, devices, new SchedulingOptions()));
    }

    private static DeviceTelemetry Device(int slots, int held) => new()
    {
        Id = "d",
        LaneSlots = slots,
        LightSlots = 1,
        LanesHeld = held,
        StepsHeld = 0,
        MemoryBytes = 1,
        MemoryHeldBytes = 0,
        BusySeconds = 0,
        LoadingSeconds = 0,
        BlockedSeconds = 0,
        IdleSeconds = 0,
        Speed = 1,
        FramesPerSecond = 1,
        State = "working",
    };
}
