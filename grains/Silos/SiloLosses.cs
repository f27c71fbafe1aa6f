using Orleans.Runtime;

namespace Framemill.Silos;

/// <summary>What the members of a cluster say about who is gone.</summary>
internal static class SiloLosses
{
    /// <summary>Names that a dead silo had and no living one has, in order.</summary>
    public static IReadOnlyList<string> NamesOf(ClusterMembershipSnapshot snapshot)
    {
        var here = snapshot.Members.Values.Where(m => m.Status != SiloStatus.Dead)
            .Select(m => m.Name).ToHashSet(StringComparer.Ordinal);
        return snapshot.Members.Values.Where(m => m.Status == SiloStatus.Dead && !here.Contains(m.Name))
            .Select(m => m.Name).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
    }

    /// <summary>
    /// One silo speaks for all, so that a loss is told once: the first of the active ones. When it dies before it has
    /// spoken, the next one sees a loss too.
    /// </summary>
    public static bool Speaks(ClusterMembershipSnapshot snapshot, SiloAddress self) =>
        snapshot.Members.Values.Where(m => m.Status == SiloStatus.Active).Min(m => m.SiloAddress) is { } first
        && first.Equals(self);
}
