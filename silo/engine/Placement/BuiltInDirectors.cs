using Framemill.Engine.Clusters;
using Orleans.Runtime;
using Orleans.Runtime.Placement;

namespace Framemill.Engine.Placement;

/// <summary>Any silo.</summary>
internal sealed class RandomDirector : IPlacementDirector
{
    public Task<SiloAddress> OnAddActivation(
        PlacementStrategy strategy, PlacementTarget target, IPlacementContext context)
    {
        var silos = context.GetCompatibleSilos(target);
        return Task.FromResult(
            IPlacementDirector.GetPlacementHint(target.RequestContextData, silos)
            ?? silos[Random.Shared.Next(silos.Length)]);
    }
}

/// <summary>The caller's silo where that may be.</summary>
internal sealed class PreferLocalDirector : IPlacementDirector
{
    public Task<SiloAddress> OnAddActivation(
        PlacementStrategy strategy, PlacementTarget target, IPlacementContext context)
    {
        var silos = context.GetCompatibleSilos(target);
        return Task.FromResult(
            IPlacementDirector.GetPlacementHint(target.RequestContextData, silos)
            ?? (silos.Contains(context.LocalSilo) ? context.LocalSilo : silos[Random.Shared.Next(silos.Length)]));
    }
}

/// <summary>The same silo for the same key, as long as the silos stay the same.</summary>
internal sealed class HashBasedDirector : IPlacementDirector
{
    public Task<SiloAddress> OnAddActivation(
        PlacementStrategy strategy, PlacementTarget target, IPlacementContext context)
    {
        var silos = context.GetCompatibleSilos(target);
        Array.Sort(silos);
        return Task.FromResult(
            IPlacementDirector.GetPlacementHint(target.RequestContextData, silos)
            ?? silos[target.GrainIdentity.GetUniformHashCode() % (uint)silos.Length]);
    }
}

/// <summary>The silo with the fewest activations: all silos share one machine, so nothing else tells them apart.</summary>
internal sealed class FewestActivationsDirector(Cluster cluster) : IPlacementDirector
{
    public Task<SiloAddress> OnAddActivation(
        PlacementStrategy strategy, PlacementTarget target, IPlacementContext context)
    {
        var silos = context.GetCompatibleSilos(target);
        return Task.FromResult(
            IPlacementDirector.GetPlacementHint(target.RequestContextData, silos)
            ?? (silos.Length == 1 ? silos[0] : silos.MinBy(Load)!));
    }

    private int Load(SiloAddress silo) => cluster.Members.Find(silo)?.ActivationCount ?? int.MaxValue;
}
