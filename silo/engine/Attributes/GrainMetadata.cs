using System.Collections.ObjectModel;
using Orleans.Runtime;

namespace Orleans.Metadata;

/// <summary>An attribute that describes its grain class by properties.</summary>
public interface IGrainPropertiesProviderAttribute
{
    void Populate(
        IServiceProvider services, Type grainClass, GrainType grainType, Dictionary<string, string> properties);
}

/// <summary>An attribute that names its grain class.</summary>
public interface IGrainTypeProviderAttribute
{
    GrainType GetGrainType(IServiceProvider services, Type type);
}

/// <summary>An attribute that binds its grain class to something, such as a stream.</summary>
public interface IGrainBindingsProviderAttribute
{
    IEnumerable<Dictionary<string, string?>> GetBindings(
        IServiceProvider services, Type grainClass, GrainType grainType);
}

/// <summary>What is known of a grain class, by name.</summary>
public sealed class GrainProperties(IReadOnlyDictionary<string, string> values)
{
    public ReadOnlyDictionary<string, string> Properties { get; } = new(values.ToDictionary());
}

public static class WellKnownGrainTypeProperties
{
    public const string TypeName = "type-name";
    public const string FullTypeName = "diag.type";
    public const string PlacementStrategy = "placement-strategy";
    public const string PlacementFilter = "placement-filter";
    public const string GrainDirectory = "directory-policy";
    public const string ImplementedInterfacePrefix = "interface.";
    public const string IdleDeactivationPeriod = "idle-duration";
    public const string IndefiniteIdleDeactivationPeriodValue = "indefinite";
    public const string MayInterleavePredicate = "may-interleave-predicate";
    public const string Reentrant = "reentrant";
    public const string Unordered = "unordered";
}
