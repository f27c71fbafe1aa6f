using Framemill.Engine.Clusters;
using Orleans;
using Orleans.Placement;
using Orleans.Runtime;

namespace Framemill.Engine.Membership;

/// <summary>Answers questions about the cluster from what the process knows.</summary>
[PreferLocalPlacement]
[GrainType("management")]
internal sealed class ManagementGrain(Cluster cluster) : Grain, IManagementGrain
{
    public Task<Dictionary<SiloAddress, SiloStatus>> GetHosts(bool onlyActive = false) =>
        Task.FromResult(Silos(onlyActive).ToDictionary(silo => silo.Address, silo => silo.Status));

    public Task<MembershipEntry[]> GetDetailedHosts(bool onlyActive = false) =>
        Task.FromResult(Silos(onlyActive).Select(silo => new MembershipEntry
        {
            SiloAddress = silo.Address,
            SiloName = silo.Name,
            Status = silo.Status,
            HostName = System.Net.Dns.GetHostName(),
            ProxyPort = silo.GatewayAddress.Endpoint.Port,
            StartTime = silo.StartTime.UtcDateTime,
            IAmAliveTime = silo.Time.GetUtcNow().UtcDateTime,
        }).ToArray());

    public Task ForceGarbageCollection(SiloAddress[] hostsIds)
    {
        GC.Collect();
        return Task.CompletedTask;
    }

    public Task ForceActivationCollection(SiloAddress[] hostsIds, TimeSpan ageLimit)
    {
        foreach (var silo in Silos(onlyActive: true).Where(silo => hostsIds.Contains(silo.Address)))
        {
            silo.Collect(ageLimit);
        }

        return Task.CompletedTask;
    }

    public Task ForceActivationCollection(TimeSpan ageLimit) =>
        ForceActivationCollection([.. Silos(onlyActive: true).Select(silo => silo.Address)], ageLimit);

    public Task<SimpleGrainStatistic[]> GetSimpleGrainStatistics(SiloAddress[] hostsIds) =>
        Task.FromResult(Silos(onlyActive: true)
            .Where(silo => hostsIds.Contains(silo.Address))
            .SelectMany(silo => silo.Activations
                .GroupBy(activation => activation.Class.Type.FullName!)
                .Select(group => new SimpleGrainStatistic
                {
                    GrainType = group.Key,
                    SiloAddress = silo.Address,
                    ActivationCount = group.Count(),
                }))
            .ToArray());

    public Task<SimpleGrainStatistic[]> GetSimpleGrainStatistics() =>
        GetSimpleGrainStatistics([.. Silos(onlyActive: true).Select(silo => silo.Address)]);

    public Task<DetailedGrainStatistic[]> GetDetailedGrainStatistics(
        string[]? types = null, SiloAddress[]? hostsIds = null) =>
        Task.FromResult(Silos(onlyActive: true)
            .Where(silo => hostsIds is null || hostsIds.Contains(silo.Address))
            .SelectMany(silo => silo.Activations
                .Where(activation => types is null || types.Contains(activation.Class.Type.FullName))
                .Select(activation => new DetailedGrainStatistic
                {
                    GrainType = activation.Class.Type.FullName!,
                    SiloAddress = silo.Address,
                    GrainId = activation.GrainId,
                }))
            .ToArray());

    public Task<int> GetTotalActivationCount() =>
        Task.FromResult(Silos(onlyActive: true).Sum(silo => silo.ActivationCount));

    public ValueTask<SiloAddress?> GetActivationAddress(IAddressable reference) =>
        new(cluster.FindActivation(reference.GetGrainId())?.Silo.Address);

    public ValueTask<List<GrainId>> GetActiveGrains(GrainType type) =>
        new(Silos(onlyActive: true)
            .SelectMany(silo => silo.Activations)
            .Select(activation => activation.GrainId)
            .Where(id => id.Type == type)
            .Distinct()
            .ToList());

    private IEnumerable<Silo> Silos(bool onlyActive) =>
        cluster.Members.All.Where(silo => !onlyActive || silo.Status == SiloStatus.Active);
}
