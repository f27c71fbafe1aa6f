using Framemill.Tests.Engine.Support;
using Orleans.Placement;
using Orleans.Runtime.Placement;
using Orleans.TestingHost;

namespace Framemill.Tests.Engine.Placement;

public interface IPlacedGrain : IGrainWithStringKey
{
    Task<string> SiloName();

    Task Hold(string reached, string gate);
}

/// <summary>Goes to the silo that its key names, while that silo is there.</summary>
[ByKey]
public sealed class PlacedGrain(ILocalSiloDetails silo) : Grain, IPlacedGrain
{
    public Task<string> SiloName() => Task.FromResult(silo.Name);

    public async Task Hold(string reached, string gate)
    {
        Gates.Reach(reached);
        await Gates.Reached(gate);
    }
}

[GenerateSerializer, Immutable]
public sealed class ByKeyPlacement : PlacementStrategy;

[AttributeUsage(AttributeTargets.Class)]
public sealed class ByKeyAttribute() : PlacementAttribute(new ByKeyPlacement());

public sealed class Director(IClusterMembershipService membership) : IPlacementDirector
{
    public static void Use(InProcessTestSiloSpecificOptions options, ISiloBuilder silo) =>
        silo.AddPlacementDirector<ByKeyPlacement, Director>();

    public Task<SiloAddress> OnAddActivation(
        PlacementStrategy strategy, PlacementTarget target, IPlacementContext context)
    {
        var name = target.GrainIdentity.Key.ToString()!.Split('/')[0];
        var silos = context.GetCompatibleSilos(target);
        var members = membership.CurrentSnapshot.Members;
        return Task.FromResult(
            silos.FirstOrDefault(silo => members.TryGetValue(silo, out var member) && member.Name == name)
            ?? silos[0]);
    }
}
