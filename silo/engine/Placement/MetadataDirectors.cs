using Orleans.Placement;
using Orleans.Runtime;
using Orleans.Runtime.MembershipService.SiloMetadata;
using Orleans.Runtime.Placement;
using Orleans.Runtime.Placement.Filtering;

namespace Framemill.Engine.Placement;

/// <summary>Keeps the silos that have the same labels as the placing silo.</summary>
internal sealed class RequiredMatchDirector(ILocalSiloDetails localSilo, ISiloMetadataCache cache)
    : IPlacementFilterDirector
{
    public IEnumerable<SiloAddress> Filter(
        PlacementFilterStrategy filterStrategy, PlacementTarget target, IEnumerable<SiloAddress> silos)
    {
        var keys = ((RequiredMatchSiloMetadataPlacementFilterStrategy)filterStrategy).MetadataKeys;
        var local = cache.GetSiloMetadata(localSilo.SiloAddress).Metadata;
        return silos.Where(silo => Matches(cache.GetSiloMetadata(silo).Metadata, local, keys));
    }

    internal static bool Matches(
        IReadOnlyDictionary<string, string> candidate, IReadOnlyDictionary<string, string> local,
        IEnumerable<string> keys) =>
        keys.All(key => string.Equals(
            candidate.GetValueOrDefault(key), local.GetValueOrDefault(key), StringComparison.Ordinal));
}

/// <summary>Keeps the silos that share as many labels with the placing silo as can be had.</summary>
internal sealed class PreferredMatchDirector(ILocalSiloDetails localSilo, ISiloMetadataCache cache)
    : IPlacementFilterDirector
{
    public IEnumerable<SiloAddress> Filter(
        PlacementFilterStrategy filterStrategy, PlacementTarget target, IEnumerable<SiloAddress> silos)
    {
        var strategy = (PreferredMatchSiloMetadataPlacementFilterStrategy)filterStrategy;
        var local = cache.GetSiloMetadata(localSilo.SiloAddress).Metadata;
        var all = silos.ToList();

        // The first keys matter least: they are given up first when too few silos have them all.
        for (var skip = 0; skip < strategy.OrderedMetadataKeys.Length; skip++)
        {
            var keys = strategy.OrderedMetadataKeys.Skip(skip);
            var matching = all
                .Where(silo => RequiredMatchDirector.Matches(cache.GetSiloMetadata(silo).Metadata, local, keys))
                .ToList();
            if (matching.Count >= strategy.MinCandidates) return matching;
        }

        return all;
    }
}
