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
        AddChecked<RenderOptions, RenderOptionsValidator>(services, RenderOptions.Section);
        AddChecked<SchedulingOptions, SchedulingOptionsValidator>(services, SchedulingOptions.Section);
        AddChecked<DeviceOptions, DeviceOptionsValidator>(services, DeviceOptions.Section);
        AddChecked<EncodingOptions, EncodingOptionsValidator>(services, EncodingOptions.Section);
        AddChecked<CapacityOptions, CapacityOptionsValidator>(services, CapacityOptions.Section);
        AddChecked<TenantOptions, TenantOptionsValidator>(services, TenantOptions.Section);
    }

    /// <summary>Settings of a section, refused at the start where the generated validator finds fault.</summary>
    private static void AddChecked<TOptions, TValidator>(IServiceCollection services, string section)
        where TOptions : class
        where TValidator : class, IValidateOptions<TOptions>
    {
        services.TryAddSingleton<IValidateOptions<TOptions>, TValidator>();
        services.AddOptions<TOptions>().BindConfiguration(section).ValidateOnStart();
    }
}
