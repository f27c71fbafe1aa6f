using Framemill.Devices;

namespace Framemill.Tests.Unit.Devices;

public class ReadingVerdictTests
{
    private static readonly DeviceReading Card = new()
    {
        Id = "silo/gpu0",
        Name = "a card",
        MemoryTotalBytes = 80L << 30,
        MemoryUsedBytes = 10L << 30,
        Celsius = 60,
        CelsiusSlow = 87,
        CelsiusStop = 92,
        ErrorsUncorrected = 3,
        Xids = 1,
        Xid = 79,
    };

    public static readonly TheoryData<string, DeviceReading, DeviceHealth, HealthCause> Readings = new()
    {
        { "as it should be", Card, DeviceHealth.Healthy, HealthCause.None },
        { "tells nothing", new DeviceReading { Id = "a", Name = "b" }, DeviceHealth.Healthy, HealthCause.None },
        { "at its slowdown", Card with { Celsius = 87 }, DeviceHealth.Degraded, HealthCause.Heat },
        { "just below", Card with { Celsius = 86 }, DeviceHealth.Healthy, HealthCause.None },
        { "about to stop", Card with { Celsius = 90 }, DeviceHealth.Out, HealthCause.Heat },
        { "slowed by heat", Card with { SlowedBy = SlowedBy.Heat }, DeviceHealth.Degraded, HealthCause.Heat },
        { "slowed by power", Card with { SlowedBy = SlowedBy.Power }, DeviceHealth.Degraded, HealthCause.Power },
        { "full", Card with { MemoryUsedBytes = 78L << 30 }, DeviceHealth.Probation, HealthCause.MemoryShort },
        { "nearly full", Card with { MemoryUsedBytes = 77L << 30 }, DeviceHealth.Healthy, HealthCause.None },
        { "lost", Card with { Fault = "GpuIsLost" }, DeviceHealth.Out, HealthCause.Lost },
    };

    [Theory]
    [MemberData(nameof(Readings), DisableDiscoveryEnumeration = true)]
    public void Of_OneReading_SaysHowWellItIs(
        string what, DeviceReading reading, DeviceHealth health, HealthCause cause)
    {
        var verdict = ReadingVerdict.Of(reading, Card);

        Assert.True((health, cause) == (verdict.Health, verdict.Cause), $"{what}: {verdict}");
        Assert.Equal(health == DeviceHealth.Healthy, verdict.Words.Length == 0);
        Assert.False(verdict.IsEvent);
    }

    [Theory]
    [InlineData(79, true)]
    [InlineData(48, true)]
    [InlineData(13, false)] // A program's own doing.
    [InlineData(31, false)]
    public void Of_ANewDriverError_CountsIfItIsTheCards(int xid, bool isGrave)
    {
        var verdict = ReadingVerdict.Of(Card with { Xid = xid, Xids = 2 }, Card);

        Assert.Equal(isGrave ? HealthCause.DriverErrors : HealthCause.None, verdict.Cause);
        Assert.Equal(isGrave, verdict.IsEvent);
    }

    [Fact]
    public void Of_LostBits_CountOnceWhenTheyAreNew()
    {
        var worse = Card with { ErrorsUncorrected = 4 };

        Assert.Equal(HealthCause.MemoryErrors, ReadingVerdict.Of(worse, Card).Cause);
        Assert.Equal(HealthCause.None, ReadingVerdict.Of(worse, worse).Cause);
        Assert.Equal(HealthCause.None, ReadingVerdict.Of(worse, null).Cause); // They may be of last week.
    }
}
