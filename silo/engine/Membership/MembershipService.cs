using Framemill.Engine.Clusters;
using Orleans.Runtime;
using Orleans.Runtime.MembershipService.SiloMetadata;

namespace Framemill.Engine.Membership;

/// <summary>Shows the silos of the process to grains and directors.</summary>
internal sealed class MembershipService(Cluster cluster) : IClusterMembershipService
{
    public ClusterMembershipSnapshot CurrentSnapshot => cluster.Members.Snapshot;

    public IAsyncEnumerable<ClusterMembershipSnapshot> MembershipUpdates => cluster.Members.UpdatesAsync();

    public ValueTask Refresh(
        MembershipVersion minimumVersion = default, CancellationToken cancellationToken = default) => default;

    public async Task<bool> TryKill(SiloAddress siloAddress)
    {
        if (cluster.Members.Find(siloAddress) is not { } silo) return false;
        await silo.KillAsync();
        return true;
    }
}

/// <summary>Looks up labels of silos directly, since all are here.</summary>
internal sealed class MetadataOfSilos(Cluster cluster) : ISiloMetadataCache
{
    public SiloMetadata GetSiloMetadata(SiloAddress siloAddress) =>
        cluster.Members.Find(siloAddress)?.Metadata ?? SiloMetadata.Empty;
}
