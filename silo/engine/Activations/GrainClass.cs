using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Concurrency;
using Orleans.Configuration;
using Orleans.Metadata;
using Orleans.Placement;
using Orleans.Runtime;
using Orleans.Serialization.Invocation;

namespace Framemill.Engine.Activations;

/// <summary>All that is known of one grain class.</summary>
internal sealed class GrainClass
{
    private static readonly IServiceProvider NoServices = new ServiceCollection().BuildServiceProvider();

    private readonly TimeSpan? _ageLimit;
    private readonly Lazy<GrainConstructor> _constructor;

    public GrainClass(Type type)
    {
        Type = type;
        GrainType = GrainTypeNames.Of(type);
        Interfaces = [.. type.GetInterfaces().Where(contract =>
            typeof(IAddressable).IsAssignableFrom(contract) && !GrainTypeNames.IsMarker(contract))];
        MainInterface = Interfaces.FirstOrDefault(typeof(IGrain).IsAssignableFrom) ?? typeof(IGrain);
        IsReentrant = type.IsDefined(typeof(ReentrantAttribute), inherit: true);
        MayInterleave = BindPredicate(type);
        Placement = type.GetCustomAttribute<PlacementAttribute>(inherit: true)?.PlacementStrategy
            ?? new ResourceOptimizedPlacement();
        Filters = [.. type.GetCustomAttributes<PlacementFilterAttribute>(inherit: true)
            .Select(attribute => attribute.PlacementFilterStrategy)];
        var properties = new Dictionary<string, string>();
        foreach (var attribute in type.GetCustomAttributes(inherit: true).OfType<IGrainPropertiesProviderAttribute>())
        {
            attribute.Populate(NoServices, type, GrainType, properties);
        }

        Properties = new GrainProperties(properties);
        _ageLimit = ReadAgeLimit(properties);
        _constructor = new Lazy<GrainConstructor>(() => new GrainConstructor(type));
    }

    public Type Type { get; }

    public GrainType GrainType { get; }

    public Type[] Interfaces { get; }

    /// <summary>The interface of references whose maker names none.</summary>
    public Type MainInterface { get; }

    public bool IsReentrant { get; }

    public Func<object, IInvokable, bool>? MayInterleave { get; }

    public PlacementStrategy Placement { get; }

    public PlacementFilterStrategy[] Filters { get; }

    public GrainProperties Properties { get; }

    public bool IsStatelessWorker => Placement is StatelessWorkerPlacement;

    public object Create(Activation activation) => _constructor.Value.Create(activation);

    public TimeSpan AgeLimit(GrainCollectionOptions options) =>
        _ageLimit
        ?? (options.ClassSpecificCollectionAge.TryGetValue(Type.FullName!, out var ofClass)
            ? ofClass
            : options.CollectionAge);

    private static TimeSpan? ReadAgeLimit(Dictionary<string, string> properties)
    {
        if (!properties.TryGetValue(WellKnownGrainTypeProperties.IdleDeactivationPeriod, out var text)) return null;
        return text == WellKnownGrainTypeProperties.IndefiniteIdleDeactivationPeriodValue
            ? TimeSpan.MaxValue
            : TimeSpan.Parse(text);
    }

    private static Func<object, IInvokable, bool>? BindPredicate(Type type)
    {
        if (type.GetCustomAttribute<MayInterleaveAttribute>(inherit: true) is not { } attribute) return null;
        const BindingFlags any =
            BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic
            | BindingFlags.FlattenHierarchy;
        var method = type.GetMethod(attribute.CallbackMethodName, any, [typeof(IInvokable)])
            ?? throw new InvalidOperationException(
                $"Class {type} has no method {attribute.CallbackMethodName}({nameof(IInvokable)}).");
        if (method.IsStatic)
        {
            var decide = method.CreateDelegate<Func<IInvokable, bool>>();
            return (_, call) => decide(call);
        }

        return (instance, call) => (bool)method.Invoke(instance, [call])!;
    }
}

/// <summary>The names of grain classes.</summary>
internal static class GrainTypeNames
{
    private const string Suffix = "Grain";

    public static GrainType Of(Type type)
    {
        if (type.GetCustomAttribute<GrainTypeAttribute>(inherit: false) is { } attribute)
        {
            return Construct(attribute.GetGrainType(null!, type).ToString(), type);
        }

        var name = type.Name;
        var arity = name.IndexOf('`', StringComparison.Ordinal);
        if (arity >= 0) name = name[..arity];
        if (name.Length > Suffix.Length && name.EndsWith(Suffix, StringComparison.OrdinalIgnoreCase))
        {
            name = name[..^Suffix.Length];
        }

        return Construct(name.ToLowerInvariant(), type);
    }

    public static bool IsMarker(Type type) =>
        type == typeof(IAddressable) || type == typeof(IGrain) || type == typeof(IGrainObserver)
        || type == typeof(IGrainWithStringKey) || type == typeof(IGrainWithGuidKey)
        || type == typeof(IGrainWithIntegerKey) || type == typeof(IGrainWithGuidCompoundKey)
        || type == typeof(IGrainWithIntegerCompoundKey) || type == typeof(IGrainExtension)
        || type == typeof(ISystemTarget);

    private static GrainType Construct(string name, Type type)
    {
        if (!type.IsGenericType) return GrainType.Create(name);
        var arguments = type.IsGenericTypeDefinition
            ? string.Empty
            : $"[{string.Join(",", type.GetGenericArguments().Select(argument => argument.FullName))}]";
        return GrainType.Create($"{name}`{type.GetGenericArguments().Length}{arguments}");
    }
}
