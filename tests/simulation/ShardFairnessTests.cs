using Framemill.Scheduling;
using Framemill.Simulation.Shards;

namespace Framemill.Tests.Simulation;

/// <summary>Dividing a pool must not change who gets how much of it.</summary>
public class ShardFairnessTests
{
    /// <summary>Tenants that all want more than there is: an undivided pool gives each the same.</summary>
    [Theory]
    [InlineData(2, 11UL)]
    [InlineData(4, 12UL)]
    [InlineData(8, 13UL)]
    public void Run_AllWantMore_EachGetsItsShareWhateverTheShard(int shards, ulong seed)
    {
        var whole = new ShardedPool(1, seed).Run();
        var divided = new ShardedPool(shards, seed).Run();

        Assert.Equal(shards, divided.Shards);
        Assert.True(whole.Jain > 0.98, $"undivided: {whole}");
        Assert.True(divided.Jain > 0.95, $"divided: {divided}");
        Assert.True(divided.Utilisation > 0.97 * whole.Utilisation, $"{divided} beside {whole}");
    }

    /// <summary>The same with devices that never change their shard: the bound above must notice.</summary>
    [Fact]
    public void Run_DevicesNeverMove_SharesAreUneven()
    {
        var divided = new ShardedPool(8, 13, o => o.RehomeSlack = 10).Run();

        Assert.True(divided.Jain < 0.95, $"{divided}");
    }

    /// <summary>A tenant alone gets all devices, though it belongs to one shard.</summary>
    [Fact]
    public void Run_OneWantsMore_GetsTheDevicesOfAllShardsButOne()
    {
        var alone = new ShardedPool(4, 14, tenants: 1).Run();

        Assert.True(alone.Utilisation > 0.85, $"{alone}");
    }
}
