using Orleans.Metadata;
using Orleans.Placement;

namespace Orleans.Runtime
{
    /// <summary>How the silo of a new activation is chosen.</summary>
    [SerializerTransparent]
    public abstract class PlacementStrategy
    {
        public virtual bool IsUsingGrainDirectory => true;

        public virtual void Initialize(GrainProperties properties)
        {
        }

        public virtual void PopulateGrainProperties(
            IServiceProvider services, Type grainClass, GrainType grainType, Dictionary<string, string> properties) =>
            properties[WellKnownGrainTypeProperties.PlacementStrategy] = GetType().Name;
    }

    [GenerateSerializer, Immutable]
    public sealed class RandomPlacement : PlacementStrategy;

    [GenerateSerializer, Immutable]
    public sealed class PreferLocalPlacement : PlacementStrategy;

    [GenerateSerializer, Immutable]
    public sealed class HashBasedPlacement : PlacementStrategy;

    [GenerateSerializer, Immutable]
    public sealed class ActivationCountBasedPlacement : PlacementStrategy;

    [GenerateSerializer, Immutable]
    public sealed class ResourceOptimizedPlacement : PlacementStrategy;

    [GenerateSerializer, Immutable]
    internal sealed class StatelessWorkerPlacement(int maxLocalWorkers, bool removeIdleWorkers = true)
        : PlacementStrategy
    {
        public StatelessWorkerPlacement()
            : this(Environment.ProcessorCount)
        {
        }

        public override bool IsUsingGrainDirectory => false;

        [Id(0)]
        public int MaxLocal { get; } = maxLocalWorkers > 0 ? maxLocalWorkers : Environment.ProcessorCount;

        [Id(1)]
        public bool RemoveIdleWorkers { get; } = removeIdleWorkers;
    }
}

namespace Orleans.Placement
{
    using Orleans.Runtime;

    /// <summary>Gives a grain class its placement.</summary>
    [AttributeUsage(AttributeTargets.Class, AllowMultiple = false)]
    public abstract class PlacementAttribute : Attribute, IGrainPropertiesProviderAttribute
    {
        protected PlacementAttribute(PlacementStrategy placement)
        {
            ArgumentNullException.ThrowIfNull(placement);
            PlacementStrategy = placement;
        }

        public PlacementStrategy PlacementStrategy { get; private set; }

        public virtual void Populate(
            IServiceProvider services, Type grainClass, GrainType grainType, Dictionary<string, string> properties) =>
            PlacementStrategy.PopulateGrainProperties(services, grainClass, grainType, properties);
    }

    [AttributeUsage(AttributeTargets.Class, AllowMultiple = false)]
    public sealed class RandomPlacementAttribute() : PlacementAttribute(new RandomPlacement());

    [AttributeUsage(AttributeTargets.Class, AllowMultiple = false)]
    public sealed class PreferLocalPlacementAttribute() : PlacementAttribute(new PreferLocalPlacement());

    [AttributeUsage(AttributeTargets.Class, AllowMultiple = false)]
    public sealed class HashBasedPlacementAttribute() : PlacementAttribute(new HashBasedPlacement());

    [AttributeUsage(AttributeTargets.Class, AllowMultiple = false)]
    public sealed class ActivationCountBasedPlacementAttribute()
        : PlacementAttribute(new ActivationCountBasedPlacement());

    [AttributeUsage(AttributeTargets.Class, AllowMultiple = false)]
    public sealed class ResourceOptimizedPlacementAttribute() : PlacementAttribute(new ResourceOptimizedPlacement());

    [Flags]
    public enum ImmovableKind : byte
    {
        Repartitioner = 1,
        Rebalancer = 2,
        Any = Repartitioner | Rebalancer,
    }

    /// <summary>The activation is never moved; the embedded engine never moves one anyway.</summary>
    [AttributeUsage(AttributeTargets.Class, AllowMultiple = false)]
    public sealed class ImmovableAttribute(ImmovableKind kind = ImmovableKind.Any)
        : Attribute, IGrainPropertiesProviderAttribute
    {
        public ImmovableKind Kind { get; } = kind;

        public void Populate(
            IServiceProvider services, Type grainClass, GrainType grainType, Dictionary<string, string> properties) =>
            properties["immovable"] = ((byte)Kind).ToString();
    }
}
