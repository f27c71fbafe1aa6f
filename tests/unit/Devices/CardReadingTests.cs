using Framemill.Devices;
using Framemill.Gpu;
using Framemill.Silo.Readings;

namespace Framemill.Tests.Unit.Devices;

public class CardReadingTests
{
    private static readonly GpuCard Card = new()
    {
        Ordinal = 0,
        Name = "NVIDIA H200",
        Uuid = "GPU-1",
        ComputeCapability = new ComputeCapability(9, 0),
        MemoryBytes = 1,
        Multiprocessors = 1,
        L2CacheBytes = 1,
    };

    [Fact]
    public void Of_SilentCard_TellsNothing() =>
        Assert.Equal(
            new DeviceReading { Id = "GPU-1", Name = "NVIDIA H200" }, CardReading.Of(Card, new CardHealth()));

    [Theory]
    [InlineData(SlowReasons.Idle | SlowReasons.Settings, SlowedBy.Nothing)]
    [InlineData(SlowReasons.PowerCap, SlowedBy.Nothing)] // It takes all that it may: it works as it should.
    [InlineData(SlowReasons.Hardware | SlowReasons.HardwareHeat, SlowedBy.Heat)]
    [InlineData(SlowReasons.DriverHeat, SlowedBy.Heat)]
    [InlineData(SlowReasons.Hardware | SlowReasons.PowerBrake, SlowedBy.Power)]
    public void Of_HeldDownClocks_AreHeatOrPowerOrAsItShouldBe(SlowReasons reasons, SlowedBy slowed) =>
        Assert.Equal(slowed, CardReading.Of(Card, new CardHealth { SlowBecause = reasons }).SlowedBy);

    [Fact]
    public void Of_TalkativeCard_KeepsUnits()
    {
        var reading = CardReading.Of(
            Card,
            new CardHealth { BusyPercent = 25, Watts = 310.5, WattsMax = 700, Joules = 12, ErrorsUncorrected = 0 });

        Assert.Equal((0.25, 310.5, 700, 12), (reading.Utilization, reading.Watts, reading.WattsMax, reading.Joules));
        Assert.Equal(0, reading.ErrorsUncorrected);
        Assert.Null(reading.ErrorsCorrected);
    }
}
