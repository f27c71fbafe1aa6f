using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Hosting;
using Orleans.Metadata;
using Orleans.Placement;
using Orleans.Runtime.MembershipService.SiloMetadata;
using Orleans.Runtime.Placement;

namespace Orleans.Runtime.MembershipService.SiloMetadata
{
    /// <summary>Labels of a silo.</summary>
    [GenerateSerializer, Alias("Orleans.Runtime.MembershipService.SiloMetadata.SiloMetadata")]
    public record SiloMetadata
    {
        public static SiloMetadata Empty { get; } = new();

        [Id(0)]
        public ImmutableDictionary<string, string> Metadata { get; private set; } =
            ImmutableDictionary<string, string>.Empty;

        internal void AddMetadata(IEnumerable<KeyValuePair<string, string>> metadata) =>
            Metadata = Metadata.SetItems(metadata);
    }

    /// <summary>Looks up the labels of any silo of the cluster.</summary>
    public interface ISiloMetadataCache
    {
        SiloMetadata GetSiloMetadata(SiloAddress siloAddress);
    }

    public static class SiloMetadataHostingExtensions
    {
        public static ISiloBuilder UseSiloMetadata(this ISiloBuilder builder) =>
            builder.UseSiloMetadata(builder.Configuration);

        public static ISiloBuilder UseSiloMetadata(this ISiloBuilder builder, IConfiguration configuration) =>
            builder.UseSiloMetadata(configuration.GetSection("Orleans").GetSection("Metadata"));

        public static ISiloBuilder UseSiloMetadata(
            this ISiloBuilder builder, IConfigurationSection configurationSection) =>
            builder.UseSiloMetadata(
                configurationSection.Get<Dictionary<string, string>>() ?? new Dictionary<string, string>());

        public static ISiloBuilder UseSiloMetadata(this ISiloBuilder builder, Dictionary<string, string> metadata)
        {
            builder.Services.Configure<SiloMetadata>(target => target.AddMetadata(metadata));
            builder.Services.AddSingleton<ISiloMetadataCache, Framemill.Engine.Membership.MetadataOfSilos>();
            builder.Services
                .AddPlacementFilter<Placement.Filtering.RequiredMatchSiloMetadataPlacementFilterStrategy,
                    Framemill.Engine.Placement.RequiredMatchDirector>(ServiceLifetime.Transient);
            builder.Services
                .AddPlacementFilter<Placement.Filtering.PreferredMatchSiloMetadataPlacementFilterStrategy,
                    Framemill.Engine.Placement.PreferredMatchDirector>(ServiceLifetime.Transient);
            return builder;
        }
    }
}

namespace Orleans.Runtime.Placement.Filtering
{
    /// <summary>Only silos whose labels equal those of the placing silo.</summary>
    [AttributeUsage(AttributeTargets.Class, AllowMultiple = false)]
    [Experimental("ORLEANSEXP004")]
    public class RequiredMatchSiloMetadataPlacementFilterAttribute(string[] metadataKeys, int order = 0)
        : PlacementFilterAttribute(new RequiredMatchSiloMetadataPlacementFilterStrategy(metadataKeys, order));

    public class RequiredMatchSiloMetadataPlacementFilterStrategy(string[] metadataKeys, int order)
        : PlacementFilterStrategy(order)
    {
        public RequiredMatchSiloMetadataPlacementFilterStrategy()
            : this([], 0)
        {
        }

        public string[] MetadataKeys { get; private set; } = metadataKeys;

        public override void AdditionalInitialize(GrainProperties properties) =>
            MetadataKeys = GetPlacementFilterGrainProperty("metadata-keys", properties)?.Split(',') ?? [];

        protected override IEnumerable<KeyValuePair<string, string>> GetAdditionalGrainProperties(
            IServiceProvider services, Type grainClass, GrainType grainType,
            IReadOnlyDictionary<string, string> existingProperties) =>
            [new("metadata-keys", string.Join(",", MetadataKeys))];
    }

    /// <summary>Silos whose labels equal those of the placing silo first, as many keys as can be.</summary>
    [AttributeUsage(AttributeTargets.Class, AllowMultiple = false)]
    [Experimental("ORLEANSEXP004")]
    public class PreferredMatchSiloMetadataPlacementFilterAttribute(
        string[] orderedMetadataKeys, int minCandidates = 2, int order = 0)
        : PlacementFilterAttribute(
            new PreferredMatchSiloMetadataPlacementFilterStrategy(orderedMetadataKeys, minCandidates, order));

    public class PreferredMatchSiloMetadataPlacementFilterStrategy(
        string[] orderedMetadataKeys, int minCandidates, int order) : PlacementFilterStrategy(order)
    {
        public PreferredMatchSiloMetadataPlacementFilterStrategy()
            : this([], 2, 0)
        {
        }

        public string[] OrderedMetadataKeys { get; set; } = orderedMetadataKeys;

        public int MinCandidates { get; set; } = minCandidates;

        public override void AdditionalInitialize(GrainProperties properties)
        {
            OrderedMetadataKeys = GetPlacementFilterGrainProperty("ordered-metadata-keys", properties)?.Split(',')
                ?? [];
            MinCandidates = int.Parse(GetPlacementFilterGrainProperty("min-candidates", properties) ?? "2");
        }

        protected override IEnumerable<KeyValuePair<string, string>> GetAdditionalGrainProperties(
            IServiceProvider services, Type grainClass, GrainType grainType,
            IReadOnlyDictionary<string, string> existingProperties) =>
        [
            new("ordered-metadata-keys", string.Join(",", OrderedMetadataKeys)),
            new("min-candidates", MinCandidates.ToString()),
        ];
    }
}
