using Framemill.Devices;

namespace Framemill.Tests.Unit.Devices;

public class DeviceKeyTests
{
    [Fact]
    public void SiloOf_DeviceOrLane_IsTheFirstPart()
    {
        var device = DeviceKey.Of("silo-7", "cpu0");

        Assert.Equal("silo-7", DeviceKey.SiloOf(device));
        Assert.Equal("silo-7", DeviceKey.SiloOf(DeviceKey.Lane(device, "42")));
    }
}
