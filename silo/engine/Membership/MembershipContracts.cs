using System.Collections.Immutable;

namespace Orleans.Runtime
{
    [GenerateSerializer]
    public enum SiloStatus
    {
        None = 0,
        Created = 1,
        Joining = 2,
        Active = 3,
        ShuttingDown = 4,
        Stopping = 5,
        Dead = 6,
    }

    public static class SiloStatusExtensions
    {
        public static bool IsTerminating(this SiloStatus siloStatus) =>
            siloStatus is SiloStatus.ShuttingDown or SiloStatus.Stopping or SiloStatus.Dead;
    }

    /// <summary>The silo that this code runs in.</summary>
    public interface ILocalSiloDetails
    {
        string Name { get; }

        string ClusterId { get; }

        string DnsHostName { get; }

        SiloAddress SiloAddress { get; }

        SiloAddress GatewayAddress { get; }
    }

    /// <summary>One silo as the cluster knows it.</summary>
    [GenerateSerializer, Immutable]
    public sealed class ClusterMember(SiloAddress siloAddress, SiloStatus status, string name)
        : IEquatable<ClusterMember>
    {
        [Id(0)]
        public SiloAddress SiloAddress { get; } = siloAddress;

        [Id(1)]
        public SiloStatus Status { get; } = status;

        [Id(2)]
        public string Name { get; } = name;

        public bool Equals(ClusterMember? other) =>
            other is not null && SiloAddress.Equals(other.SiloAddress) && Status == other.Status
            && string.Equals(Name, other.Name, StringComparison.Ordinal);

        public override bool Equals(object? obj) => Equals(obj as ClusterMember);

        public override int GetHashCode() => SiloAddress.GetHashCode();

        public override string ToString() => $"{SiloAddress}/{Name}/{Status}";
    }

    /// <summary>All silos as of one moment.</summary>
    [GenerateSerializer, Immutable]
    public sealed class ClusterMembershipSnapshot(
        ImmutableDictionary<SiloAddress, ClusterMember> members, MembershipVersion version)
    {
        [Id(0)]
        public ImmutableDictionary<SiloAddress, ClusterMember> Members { get; } = members;

        [Id(1)]
        public MembershipVersion Version { get; } = version;

        public SiloStatus GetSiloStatus(SiloAddress silo) =>
            Members.TryGetValue(silo, out var member) ? member.Status : SiloStatus.None;

        public override string ToString() => $"[Version: {Version}, {Members.Count} silos]";
    }

    /// <summary>Tells who is in the cluster, now and on every change.</summary>
    public interface IClusterMembershipService
    {
        ClusterMembershipSnapshot CurrentSnapshot { get; }

        IAsyncEnumerable<ClusterMembershipSnapshot> MembershipUpdates { get; }

        ValueTask Refresh(MembershipVersion minimumVersion = default, CancellationToken cancellationToken = default);

        Task<bool> TryKill(SiloAddress siloAddress);
    }

    [GenerateSerializer, Immutable]
    public sealed class SimpleGrainStatistic
    {
        [Id(0)]
        public required string GrainType { get; init; }

        [Id(1)]
        public required SiloAddress SiloAddress { get; init; }

        [Id(2)]
        public required int ActivationCount { get; init; }

        public override string ToString() =>
            $"SimpleGrainStatistic: GrainType={GrainType} Silo={SiloAddress} NumActivations={ActivationCount} ";
    }

    [GenerateSerializer, Immutable]
    public sealed class DetailedGrainStatistic
    {
        [Id(0)]
        public required string GrainType { get; init; }

        [Id(1)]
        public required SiloAddress SiloAddress { get; init; }

        [Id(2)]
        public required GrainId GrainId { get; init; }
    }

    /// <summary>Asks the cluster about itself; <c>GetGrain&lt;IManagementGrain&gt;(0)</c>.</summary>
    public interface IManagementGrain : IGrainWithIntegerKey
    {
        Task<Dictionary<SiloAddress, SiloStatus>> GetHosts(bool onlyActive = false);

        Task<MembershipEntry[]> GetDetailedHosts(bool onlyActive = false);

        Task ForceGarbageCollection(SiloAddress[] hostsIds);

        Task ForceActivationCollection(SiloAddress[] hostsIds, TimeSpan ageLimit);

        Task ForceActivationCollection(TimeSpan ageLimit);

        Task<SimpleGrainStatistic[]> GetSimpleGrainStatistics(SiloAddress[] hostsIds);

        Task<SimpleGrainStatistic[]> GetSimpleGrainStatistics();

        Task<DetailedGrainStatistic[]> GetDetailedGrainStatistics(
            string[]? types = null, SiloAddress[]? hostsIds = null);

        Task<int> GetTotalActivationCount();

        ValueTask<SiloAddress?> GetActivationAddress(IAddressable reference);

        ValueTask<List<GrainId>> GetActiveGrains(GrainType type);
    }
}

namespace Orleans
{
    using Orleans.Runtime;

    /// <summary>One silo's row in the membership table.</summary>
    [GenerateSerializer]
    public sealed class MembershipEntry
    {
        [Id(0)]
        public SiloAddress SiloAddress { get; set; } = null!;

        [Id(1)]
        public SiloStatus Status { get; set; }

        [Id(3)]
        public int ProxyPort { get; set; }

        [Id(4)]
        public string HostName { get; set; } = null!;

        [Id(5)]
        public string SiloName { get; set; } = null!;

        [Id(6)]
        public string? RoleName { get; set; }

        [Id(9)]
        public DateTime StartTime { get; set; }

        [Id(10)]
        public DateTime IAmAliveTime { get; set; }

        public override string ToString() => $"SiloAddress={SiloAddress} SiloName={SiloName} Status={Status}";
    }
}
