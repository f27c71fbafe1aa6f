using System.Reflection;
using Framemill.Engine.Activations;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Core;
using Orleans.Providers;
using Orleans.Runtime;
using Orleans.Timers;

namespace Framemill.Engine.Clusters;

/// <summary>What the base class of grains asks of the silo.</summary>
internal sealed class GrainRuntime(
    Silo silo, IGrainFactory grainFactory, ITimerRegistry timers, IServiceProvider services) : IGrainRuntime
{
    public string SiloIdentity => silo.Address.ToString();

    public SiloAddress SiloAddress => silo.Address;

    public IGrainFactory GrainFactory => grainFactory;

    public ITimerRegistry TimerRegistry => timers;

    public IServiceProvider ServiceProvider => services;

    public TimeProvider TimeProvider => silo.Time;

    public void DeactivateOnIdle(IGrainContext grainContext) => grainContext.Deactivate(
        new DeactivationReason(
            DeactivationReasonCode.ApplicationRequested, $"{nameof(DeactivateOnIdle)} was called."));

    public void DelayDeactivation(IGrainContext grainContext, TimeSpan timeSpan) =>
        ((Activation)grainContext).DelayDeactivation(timeSpan);

    public IStorage<TGrainState> GetStorage<TGrainState>(IGrainContext grainContext)
    {
        var provider = grainContext.GrainInstance?.GetType()
            .GetCustomAttribute<StorageProviderAttribute>(inherit: true)?.ProviderName;
        return services.GetRequiredService<IPersistentStateFactory>()
            .Create<TGrainState>(grainContext, new PersistentStateAttribute("state", provider));
    }
}

/// <summary>The context of the grain whose turn runs on this thread.</summary>
internal sealed class CurrentGrain : IGrainContextAccessor
{
    public IGrainContext GrainContext => RuntimeContext.Current!;
}
