using Framemill.Engine.Lifecycle;
using Framemill.Engine.Membership;
using Framemill.Engine.Placement;
using Framemill.Engine.Timers;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.Runtime.Placement;
using Orleans.Serialization;
using Orleans.Timers;

namespace Framemill.Engine.Clusters;

/// <summary>What a host needs to be a silo or a client; asked for twice, it is added once.</summary>
internal static class SiloServices
{
    public static void AddSilo(IServiceCollection services, IConfiguration configuration)
    {
        if (IsAdded<SiloHost>(services)) return;
        EnsureNoOther<ClientHost>(services);
        AddShared(services);
        services.AddSingleton<SiloHost>();
        services.AddSingleton<IHostedService>(provider => provider.GetRequiredService<SiloHost>());
        services.AddSingleton(FindCluster);
        services.AddSingleton<Silo>();
        services.AddSingleton<CallSender>(provider => provider.GetRequiredService<Silo>());
        services.AddSingleton<ILocalSiloDetails>(provider => provider.GetRequiredService<Silo>());
        services.AddSingleton<SiloStages>();
        services.AddSingleton<ISiloLifecycleSubject>(provider => provider.GetRequiredService<SiloStages>());
        services.AddSingleton<ISiloLifecycle>(provider => provider.GetRequiredService<SiloStages>());
        services.AddSingleton<ITimerRegistry, TimerRegistry>();
        services.AddSingleton<IGrainRuntime, GrainRuntime>();
        services.AddSingleton<IClusterMembershipService, MembershipService>();
        services.AddScoped(_ => RuntimeContext.Current!);
        services.AddPlacementDirector<RandomPlacement, RandomDirector>();
        services.AddPlacementDirector<PreferLocalPlacement, PreferLocalDirector>();
        services.AddPlacementDirector<HashBasedPlacement, HashBasedDirector>();
        services.AddPlacementDirector<ActivationCountBasedPlacement, FewestActivationsDirector>();
        services.AddPlacementDirector<ResourceOptimizedPlacement, FewestActivationsDirector>();
        ReadConfiguration(services, configuration);
    }

    public static void AddClient(IServiceCollection services)
    {
        if (IsAdded<ClientHost>(services)) return;
        EnsureNoOther<SiloHost>(services);
        AddShared(services);
        services.AddSingleton<ClientHost>();
        services.AddSingleton<IHostedService>(provider => provider.GetRequiredService<ClientHost>());
        services.AddSingleton(FindClusterOfClient);
        services.AddSingleton<CallSender, ClientConnection>();
        services.AddSingleton<ClientStages>();
        services.AddSingleton<IClusterClientLifecycle>(provider => provider.GetRequiredService<ClientStages>());
    }

    private static bool IsAdded<T>(IServiceCollection services) =>
        services.Any(service => service.ServiceType == typeof(T));

    private static void EnsureNoOther<T>(IServiceCollection services)
    {
        if (!IsAdded<T>(services)) return;
        throw new OrleansConfigurationException(
            "Do not use both UseOrleans and UseOrleansClient in one host: a silo has a client of its own.");
    }

    private static void AddShared(IServiceCollection services)
    {
        services.AddOptions();
        services.AddLogging();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<GrainFactory>();
        services.AddSingleton<IGrainFactory>(provider => provider.GetRequiredService<GrainFactory>());
        services.AddSingleton<IClusterClient>(provider => provider.GetRequiredService<GrainFactory>());
        services.AddSingleton<IGrainContextAccessor, CurrentGrain>();
        services.AddSingleton<DeepCopier>();
    }

    private static void ReadConfiguration(IServiceCollection services, IConfiguration configuration)
    {
        var section = configuration.GetSection("Orleans");
        services.Configure<ClusterOptions>(options =>
        {
            if (section["ClusterId"] is { } clusterId) options.ClusterId = clusterId;
            if (section["ServiceId"] is { } serviceId) options.ServiceId = serviceId;
        });
        services.Configure<SiloOptions>(options =>
        {
            if (section["Name"] is { } name) options.SiloName = name;
        });
    }

    private static Cluster FindCluster(IServiceProvider provider)
    {
        var options = provider.GetRequiredService<IOptions<ClusterOptions>>().Value;
        var join = provider.GetRequiredService<IOptions<ClusterJoinOptions>>().Value;
        return Cluster.Get(options.ClusterId, options.ServiceId, join.Primary);
    }

    private static Cluster FindClusterOfClient(IServiceProvider provider)
    {
        var options = provider.GetRequiredService<IOptions<ClusterOptions>>().Value;
        var join = provider.GetRequiredService<IOptions<ClusterJoinOptions>>().Value;
        if (join.GatewayPorts is not { } ports) return Cluster.Get(options.ClusterId, options.ServiceId, null);
        return Cluster.FindByGateway(options.ClusterId, options.ServiceId, ports)
            ?? throw new SiloUnavailableException(
                $"No silo of cluster {options.ClusterId} runs in this process behind gateway {string.Join(", ", ports)}.");
    }
}
