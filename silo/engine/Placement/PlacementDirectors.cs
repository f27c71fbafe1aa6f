using Microsoft.Extensions.DependencyInjection;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.Runtime.Placement;

namespace Orleans.Runtime.Placement
{
    /// <summary>The grain that needs a silo.</summary>
    public readonly struct PlacementTarget(
        GrainId grainIdentity, Dictionary<string, object> requestContextData, GrainInterfaceType interfaceType,
        ushort interfaceVersion)
    {
        public GrainId GrainIdentity { get; } = grainIdentity;

        public GrainInterfaceType InterfaceType { get; } = interfaceType;

        public ushort InterfaceVersion { get; } = interfaceVersion;

        public Dictionary<string, object> RequestContextData { get; } = requestContextData;
    }

    /// <summary>What a director may ask of the cluster.</summary>
    public interface IPlacementContext
    {
        SiloAddress LocalSilo { get; }

        SiloStatus LocalSiloStatus { get; }

        SiloAddress[] GetCompatibleSilos(PlacementTarget target);

        IReadOnlyDictionary<ushort, SiloAddress[]> GetCompatibleSilosWithVersions(PlacementTarget target);
    }

    /// <summary>Chooses the silo of a new activation.</summary>
    public interface IPlacementDirector
    {
        const string PlacementHintKey = nameof(PlacementHintKey);

        Task<SiloAddress> OnAddActivation(
            PlacementStrategy strategy, PlacementTarget target, IPlacementContext context);

        static SiloAddress? GetPlacementHint(
            Dictionary<string, object> requestContextData, SiloAddress[] compatibleSilos) =>
            requestContextData is not null
            && requestContextData.TryGetValue(PlacementHintKey, out var value)
            && value is SiloAddress hint
            && compatibleSilos.Contains(hint)
                ? hint
                : null;
    }
}

namespace Orleans.Hosting
{
    public static class PlacementStrategyExtensions
    {
        public static ISiloBuilder AddPlacementDirector<TStrategy>(
            this ISiloBuilder builder, Func<IServiceProvider, IPlacementDirector> createDirector)
            where TStrategy : PlacementStrategy, new()
        {
            builder.Services.AddPlacementDirector<TStrategy>(createDirector);
            return builder;
        }

        public static ISiloBuilder AddPlacementDirector<TStrategy, TDirector>(this ISiloBuilder builder)
            where TStrategy : PlacementStrategy, new()
            where TDirector : class, IPlacementDirector
        {
            builder.Services.AddPlacementDirector<TStrategy, TDirector>();
            return builder;
        }

        public static void AddPlacementDirector<TStrategy, TDirector>(this IServiceCollection services)
            where TStrategy : PlacementStrategy, new()
            where TDirector : class, IPlacementDirector =>
            services.AddPlacementDirector<TStrategy, TDirector>(ServiceLifetime.Singleton);

        public static void AddPlacementDirector<TStrategy, TDirector>(
            this IServiceCollection services, ServiceLifetime strategyLifetime)
            where TStrategy : PlacementStrategy, new()
            where TDirector : class, IPlacementDirector =>
            services.AddPlacementDirector<TStrategy>(
                provider => ActivatorUtilities.GetServiceOrCreateInstance<TDirector>(provider), strategyLifetime);

        public static void AddPlacementDirector<TStrategy>(
            this IServiceCollection services, Func<IServiceProvider, IPlacementDirector> createDirector)
            where TStrategy : PlacementStrategy, new() =>
            services.AddPlacementDirector<TStrategy>(createDirector, ServiceLifetime.Singleton);

        public static void AddPlacementDirector<TStrategy>(
            this IServiceCollection services, Func<IServiceProvider, IPlacementDirector> createDirector,
            ServiceLifetime strategyLifetime)
            where TStrategy : PlacementStrategy, new()
        {
            services.Add(ServiceDescriptor.DescribeKeyed(
                typeof(PlacementStrategy), typeof(TStrategy).Name, typeof(TStrategy), strategyLifetime));
            services.AddKeyedSingleton(typeof(TStrategy), (provider, _) => createDirector(provider));
        }
    }
}
