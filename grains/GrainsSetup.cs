using Framemill.Capacity;
using Framemill.Devices;
using Framemill.Encoding;
using Framemill.Renders;
using Framemill.Scheduling;
using Framemill.Silos;
using Framemill.Tenants;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Orleans.Hosting;

namespace Framemill;

/// <summary>
/// What a silo needs besides the ports: options, checked at start, and the placement of pinned grains.
/// </summary>
public static class GrainsSetup
{
    extension(ISiloBuilder silo)
    {
        /// <summary>
        /// The silo must also provide every port of <c>Framemill.Ports</c>, the grain storage
        /// <see cref="RenderGrain.Storage"/>, reminders, and the stream provider <see cref="FrameStream.Provider"/>.
        /// </summary>
        public ISiloBuilder AddFramemillGrains()
        {
            silo.AddPlacementDirector<DevicePlacementStrategy, DevicePlacementDirector>();
            silo.ConfigureServices(AddOptions);
            silo.ConfigureServices(s => s.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, SiloWatch>());
            silo.AddStartupTask(ResumeOpenRendersAsync);
            silo.AddStartupTask(WatchPoolAsync);
            return silo;
        }
    }

    /// <summary>A process that begins anew goes on at once, not with the next reminder.</summary>
    private static async Task ResumeOpenRendersAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var grains = services.GetRequiredService<IGrainFactory>();
        for (var shard = 0; shard < OpenRenderShards.Count; shard++)
        {
            await grains.GetGrain<IOpenRendersGrain>(shard).ReconcileAsync(cancellationToken);
        }
    }

    private static Task WatchPoolAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var pool = services.GetRequiredService<IOptions<RenderOptions>>().Value.Pool;
        return services.GetRequiredService<IGrainFactory>().GetGrain<ICapacityGrain>(pool)
            .WatchAsync(cancellationToken);
    }

    private static void AddOptions(IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<PoolMaps>();
        services.TryAddSingleton<RenderPorts>();
        services.TryAddSingleton<DevicePorts>();
        services.TryAddSingleton<EncodingPorts>();
        services.TryAddSingleton<IValidateOptions<RenderOptions>, RenderOptionsValidator>();
        services.TryAddSingleton<IValidateOptions<SchedulingOptions>, SchedulingOptionsValidator>();
        services.TryAddSingleton<IValidateOptions<DeviceOptions>, DeviceOptionsValidator>();
        services.TryAddSingleton<IValidateOptions<EncodingOptions>, EncodingOptionsValidator>();
        services.TryAddSingleton<IValidateOptions<CapacityOptions>, CapacityOptionsValidator>();
        services.TryAddSingleton<IValidateOptions<TenantOptions>, TenantOptionsValidator>();
        services.AddOptions<TenantOptions>().BindConfiguration(TenantOptions.Section).ValidateOnStart();
        services.AddOptions<RenderOptions>().BindConfiguration(RenderOptions.Section).ValidateOnStart();
        services.AddOptions<SchedulingOptions>().BindConfiguration(SchedulingOptions.Section).ValidateOnStart();
        services.AddOptions<DeviceOptions>().BindConfiguration(DeviceOptions.Section).ValidateOnStart();
        services.AddOptions<CapacityOptions>().BindConfiguration(CapacityOptions.Section).ValidateOnStart();
        services.AddOptions<EncodingOptions>().BindConfiguration(EncodingOptions.Section).ValidateOnStart();
    }
}
