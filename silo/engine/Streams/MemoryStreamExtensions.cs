using Framemill.Engine.Streams;
using Microsoft.Extensions.DependencyInjection;

namespace Orleans.Hosting;

public static class SiloBuilderMemoryStreamExtensions
{
    /// <summary>Adds a stream provider whose events lie in the memory of this process.</summary>
    public static ISiloBuilder AddMemoryStreams(
        this ISiloBuilder builder, string name, Action<ISiloMemoryStreamConfigurator>? configure = null)
    {
        MemoryStreamServices.AddToSilo(builder.Services, name);
        configure?.Invoke(new Configurator(name, builder.Services));
        return builder;
    }

    private sealed class Configurator(string name, IServiceCollection services) : ISiloMemoryStreamConfigurator
    {
        public string Name { get; } = name;

        public Action<Action<IServiceCollection>> ConfigureDelegate { get; } = configure => configure(services);
    }
}

public static class ClientBuilderStreamingExtensions
{
    public static IClientBuilder AddMemoryStreams(
        this IClientBuilder builder, string name, Action<IClusterClientMemoryStreamConfigurator>? configure = null)
    {
        MemoryStreamServices.AddToClient(builder.Services, name);
        configure?.Invoke(new Configurator(name, builder.Services));
        return builder;
    }

    private sealed class Configurator(string name, IServiceCollection services)
        : IClusterClientMemoryStreamConfigurator
    {
        public string Name { get; } = name;

        public Action<Action<IServiceCollection>> ConfigureDelegate { get; } = configure => configure(services);
    }
}
