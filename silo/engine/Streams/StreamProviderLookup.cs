using Microsoft.Extensions.DependencyInjection;
using Orleans.Streams;

namespace Orleans;

public static class GrainStreamingExtensions
{
    public static IStreamProvider GetStreamProvider(this Grain grain, string name) =>
        StreamProviderLookup.Get(grain.ServiceProvider, name);

    public static IStreamProvider GetStreamProvider(this IGrainBase grain, string name) =>
        StreamProviderLookup.Get(grain.GrainContext.ActivationServices, name);
}

public static class ClientStreamingExtensions
{
    public static IStreamProvider GetStreamProvider(this IClusterClient client, string name) =>
        StreamProviderLookup.Get(client.ServiceProvider, name);
}

internal static class StreamProviderLookup
{
    public static IStreamProvider Get(IServiceProvider services, string name) =>
        services.GetKeyedService<IStreamProvider>(name)
        ?? throw new KeyNotFoundException($"Stream provider '{name}' was not found.");
}
