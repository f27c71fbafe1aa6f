using Framemill.Engine.Activations;
using Framemill.Engine.Calls;
using Framemill.Engine.Clusters;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Placement;
using Orleans.Runtime;
using Orleans.Runtime.Placement;

namespace Framemill.Engine.Placement;

/// <summary>Chooses silos for new activations: the class's filters first, then its director among what they left.</summary>
internal static class Placements
{
    public static async Task<Silo> ChooseSiloAsync(Cluster cluster, GrainClass grainClass, Call call)
    {
        var local = PlacingSilo(cluster, call);
        var target = Target(call);
        var compatible = Compatible(local, grainClass, target);
        if (compatible.Length == 0) throw NoneCompatible(call.TargetId);
        var strategy = Configured(local.Services, grainClass);
        var director = local.Services.GetRequiredKeyedService<IPlacementDirector>(strategy.GetType());
        var context = new Context(local, grainClass, compatible);
        var chosen = await director.OnAddActivation(strategy, target, context);
        if (!compatible.Contains(chosen))
        {
            throw new OrleansException(
                $"Director {director.GetType()} placed grain {call.TargetId} on {chosen}, "
                + "which is not among the silos it may be on.");
        }

        return cluster.Members.Find(chosen)!;
    }

    /// <summary>The workers of the caller's silo where the filters allow it, else of another.</summary>
    public static WorkerPool ChooseWorkerSilo(Cluster cluster, GrainClass grainClass, Call call)
    {
        var local = PlacingSilo(cluster, call);
        var compatible = Compatible(local, grainClass, Target(call));
        if (compatible.Length == 0) throw NoneCompatible(call.TargetId);
        var address = compatible.Contains(local.Address)
            ? local.Address
            : compatible[Random.Shared.Next(compatible.Length)];
        return cluster.Members.Find(address)!.Workers(grainClass, call.TargetId);
    }

    private static OrleansException NoneCompatible(GrainId grainId) =>
        new($"No active nodes are compatible with grain {grainId}.");

    // The caller's silo places; for a client any silo that takes its calls.
    private static Silo PlacingSilo(Cluster cluster, Call call)
    {
        if (call.Sender.Home is { Status: SiloStatus.Active } own) return own;
        var active = cluster.Members.Active;
        return active.Length switch
        {
            0 => throw new SiloUnavailableException($"No silo of the cluster is active to place {call.TargetId}."),
            1 => active[0],
            _ => active[Random.Shared.Next(active.Length)],
        };
    }

    private static PlacementTarget Target(Call call) =>
        new(call.TargetId, call.Context ?? [], call.Method.Owner.InterfaceType, 0);

    private static SiloAddress[] Compatible(Silo local, GrainClass grainClass, PlacementTarget target)
    {
        IEnumerable<SiloAddress> silos = local.Cluster.Members.Active.Select(silo => silo.Address);
        foreach (var filter in Filters(local.Services, grainClass).OrderBy(filter => filter.Order))
        {
            var director = local.Services.GetRequiredKeyedService<IPlacementFilterDirector>(filter.GetType());
            silos = director.Filter(filter, target, silos);
        }

        return [.. silos];
    }

    // A registered strategy is made by the container and told of the class's properties; else the attribute's serves.
    private static PlacementStrategy Configured(IServiceProvider services, GrainClass grainClass)
    {
        var declared = grainClass.Placement;
        if (services.GetKeyedService<PlacementStrategy>(declared.GetType().Name) is not { } made) return declared;
        made.Initialize(grainClass.Properties);
        return made;
    }

    private static IEnumerable<PlacementFilterStrategy> Filters(IServiceProvider services, GrainClass grainClass)
    {
        foreach (var declared in grainClass.Filters)
        {
            if (services.GetKeyedService<PlacementFilterStrategy>(declared.GetType().Name) is { } made)
            {
                made.Initialize(grainClass.Properties);
                yield return made;
            }
            else
            {
                yield return declared;
            }
        }
    }

    private sealed class Context(Silo local, GrainClass grainClass, SiloAddress[] compatible) : IPlacementContext
    {
        public SiloAddress LocalSilo => local.Address;

        public SiloStatus LocalSiloStatus => local.Status;

        public SiloAddress[] GetCompatibleSilos(PlacementTarget target) =>
            compatible.Length > 0 ? [.. compatible] : throw NoneCompatible(target.GrainIdentity);

        public IReadOnlyDictionary<ushort, SiloAddress[]> GetCompatibleSilosWithVersions(PlacementTarget target) =>
            new Dictionary<ushort, SiloAddress[]> { [0] = Compatible(local, grainClass, target) };
    }
}
