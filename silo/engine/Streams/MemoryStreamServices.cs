using Framemill.Engine.Clusters;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Runtime;
using Orleans.Streams;

namespace Framemill.Engine.Streams;

internal static class MemoryStreamServices
{
    public static void AddToSilo(IServiceCollection services, string name)
    {
        AddToClient(services, name);
        services.TryAddKeyedTransient<IGrainExtension>(
            typeof(IStreamConsumerExtension),
            static (provider, _) => new StreamConsumerExtension(
                provider, provider.GetRequiredService<ILogger<StreamConsumerExtension>>(), RuntimeContext.Current));
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(
            provider => new StreamSilo(Hub(provider, name), provider));
    }

    public static void AddToClient(IServiceCollection services, string name)
    {
        services.AddOptions<MemoryStreamLimits>(name).ValidateDataAnnotations();
        services.AddKeyedSingleton<IStreamProvider>(
            name,
            static (provider, key) => new MemoryStreamProvider((string)key!, Hub(provider, (string)key!), provider));
    }

    private static StreamHub Hub(IServiceProvider services, string name) =>
        services.GetRequiredService<Cluster>().GetShared($"{nameof(StreamHub)}/{name}", () => new StreamHub(name));

    /// <summary>One silo's part: it lends itself to the streams and takes itself back.</summary>
    private sealed class StreamSilo(StreamHub hub, IServiceProvider services)
        : ILifecycleParticipant<ISiloLifecycle>, IDisposable
    {
        public void Participate(ISiloLifecycle lifecycle) => lifecycle.Subscribe(
            $"{nameof(StreamSilo)}-{hub.Name}", ServiceLifecycleStage.ApplicationServices, JoinAsync, LeaveAsync);

        // A silo that is killed is never asked to stop, but its services end all the same.
        public void Dispose() => hub.Leave(services);

        private Task JoinAsync(CancellationToken cancellationToken)
        {
            hub.Join(services);
            return Task.CompletedTask;
        }

        private Task LeaveAsync(CancellationToken cancellationToken)
        {
            hub.Leave(services);
            return Task.CompletedTask;
        }
    }
}
