using Framemill.Tests.Engine.Support;
using Orleans.Configuration;

namespace Framemill.Tests.Engine.Lives;

public sealed class CollectionTests
{
    [Fact]
    public async Task Collection_AfterTheAge_TakesIdleGrainsButNotThoseKeptAlive()
    {
        await using var cluster = await Clusters.StartAsync(1, (_, silo) =>
            silo.Configure<GrainCollectionOptions>(options =>
            {
                options.CollectionQuantum = TimeSpan.FromSeconds(1);
                options.CollectionAge = TimeSpan.FromSeconds(2);
            }));
        var (idle, kept) = (Gates.Fresh("idle"), Gates.Fresh("kept"));
        var keptLife = await cluster.Client.GetGrain<IKeptGrain>(kept).Life();
        await cluster.Client.GetGrain<ILifeGrain>(idle).Life();

        await Gates.Reached($"{idle}-deactivated");

        Assert.Equal(["activated", "called", "deactivated ActivationIdle"], Journal.Read(idle));
        Assert.Equal(keptLife, await cluster.Client.GetGrain<IKeptGrain>(kept).Life());
        await cluster.StopAllSilosAsync();
    }
}
