using Framemill.Tests.Engine.Support;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Concurrency;
using Orleans.Placement;
using Orleans.Runtime.MembershipService.SiloMetadata;
using Orleans.Runtime.Placement;
using Orleans.Runtime.Placement.Filtering;
using Orleans.TestingHost;

namespace Framemill.Tests.Engine.Placement;

public interface IZonedGrain : IGrainWithStringKey
{
    Task<string> SiloName();
}

[RequiredMatchSiloMetadataPlacementFilter(["zone"])]
[RandomPlacement]
public sealed class ZonedGrain(ILocalSiloDetails silo) : Grain, IZonedGrain
{
    public Task<string> SiloName() => Task.FromResult(silo.Name);
}

public interface IZoneCallerGrain : IGrainWithStringKey
{
    Task<string> SiloOf(string key);
}

[ByKey]
public sealed class ZoneCallerGrain : Grain, IZoneCallerGrain
{
    public Task<string> SiloOf(string key) => GrainFactory.GetGrain<IZonedGrain>(key).SiloName();
}

public interface INowhereGrain : IGrainWithStringKey
{
    Task Ping();
}

[Nowhere]
public sealed class NowhereGrain : Grain, INowhereGrain
{
    public Task Ping() => Task.CompletedTask;
}

[AttributeUsage(AttributeTargets.Class)]
public sealed class NowhereAttribute() : PlacementFilterAttribute(new NowhereFilter());

public sealed class NowhereFilter() : PlacementFilterStrategy(order: 1);

public sealed class NowhereFilterDirector : IPlacementFilterDirector
{
    public IEnumerable<SiloAddress> Filter(
        PlacementFilterStrategy filterStrategy, PlacementTarget target, IEnumerable<SiloAddress> silos) => [];
}

public interface IWorkerGrain : IGrainWithStringKey
{
    Task<Guid> Hold(string reached, string gate);

    Task<Guid> Worker();
}

[StatelessWorker(maxLocalWorkers: 2)]
public sealed class WorkerGrain : Grain, IWorkerGrain
{
    private readonly Guid _worker = Guid.NewGuid();

    public async Task<Guid> Hold(string reached, string gate)
    {
        Gates.Reach(reached);
        await Gates.Reached(gate);
        return _worker;
    }

    public Task<Guid> Worker() => Task.FromResult(_worker);
}

public sealed class PlacementTests(PlacementTests.TwoZones zones) : IClassFixture<PlacementTests.TwoZones>
{
    [Fact]
    public async Task Director_NamingASilo_PlacesThere()
    {
        foreach (var silo in zones.Cluster.Silos)
        {
            var grain = zones.Client.GetGrain<IPlacedGrain>($"{silo.Name}/{Gates.Fresh("placed")}");
            Assert.Equal(silo.Name, await grain.SiloName());
        }
    }

    [Fact]
    public async Task MetadataFilter_RequiringAMatch_PlacesInTheCallersZone()
    {
        foreach (var silo in zones.Cluster.Silos)
        {
            var caller = zones.Client.GetGrain<IZoneCallerGrain>($"{silo.Name}/{Gates.Fresh("caller")}");
            for (var i = 0; i < 5; i++) Assert.Equal(silo.Name, await caller.SiloOf(Gates.Fresh("zoned")));
        }
    }

    [Fact]
    public async Task Filter_LeavingNoSilo_FailsTheCallAtOnce()
    {
        var failure = await Assert.ThrowsAnyAsync<OrleansException>(
            () => zones.Client.GetGrain<INowhereGrain>(Gates.Fresh("nowhere")).Ping());

        Assert.Contains("No active nodes are compatible with grain", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Management_AskedForHosts_NamesBothSilos()
    {
        var hosts = await zones.Client.GetGrain<IManagementGrain>(0).GetDetailedHosts(onlyActive: true);

        Assert.Equal(
            zones.Cluster.Silos.Select(silo => silo.Name).Order(), hosts.Select(host => host.SiloName).Order());
    }

    public sealed class TwoZones : OneSilo
    {
        protected override void Configure(InProcessTestClusterBuilder builder)
        {
            builder.Options.InitialSilosCount = 2;
            builder.ConfigureSilo((options, silo) =>
            {
                Director.Use(options, silo);
                silo.UseSiloMetadata(new Dictionary<string, string> { ["zone"] = options.SiloName });
                silo.Services.AddPlacementFilter<NowhereFilter, NowhereFilterDirector>(ServiceLifetime.Transient);
            });
        }
    }
}

public sealed class StatelessWorkerTests(OneSilo silo) : IClassFixture<OneSilo>
{
    [Fact]
    public async Task Workers_WhileOneIsBusy_TakeCallsUpToTheirLimit()
    {
        var grain = silo.Client.GetGrain<IWorkerGrain>(Gates.Fresh("worker"));
        var gate = Gates.Fresh("gate");
        var (first, second) = (Gates.Fresh("first"), Gates.Fresh("second"));
        var one = grain.Hold(first, gate);
        await Gates.Reached(first);
        var two = grain.Hold(second, gate);
        await Gates.Reached(second);
        var third = grain.Worker();

        Assert.False(third.IsCompleted);
        Gates.Reach(gate);

        Assert.NotEqual(await one, await two);
        Assert.Contains(await third, new[] { await one, await two });
    }
}
