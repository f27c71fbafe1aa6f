using Framemill.Engine.Clusters;
using Framemill.Engine.Persistence;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Runtime.Hosting;
using Orleans.Storage;

namespace Orleans.Configuration
{
    /// <summary>State kept in the memory of the process.</summary>
    public class MemoryGrainStorageOptions : IStorageProviderSerializerOptions
    {
        public const int NumStorageGrainsDefaultValue = 10;
        public const int DEFAULT_INIT_STAGE = ServiceLifecycleStage.ApplicationServices;

        public int NumStorageGrains { get; set; } = NumStorageGrainsDefaultValue;

        public int InitStage { get; set; } = DEFAULT_INIT_STAGE;

        public IGrainStorageSerializer GrainStorageSerializer { get; set; } = null!;
    }
}

namespace Orleans.Hosting
{
    public static class MemoryGrainStorageSiloBuilderExtensions
    {
        public static ISiloBuilder AddMemoryGrainStorage(
            this ISiloBuilder builder, string name, Action<MemoryGrainStorageOptions> configureOptions) =>
            builder.AddMemoryGrainStorage(name, options => options.Configure(configureOptions));

        public static ISiloBuilder AddMemoryGrainStorage(
            this ISiloBuilder builder, string name,
            Action<OptionsBuilder<MemoryGrainStorageOptions>>? configureOptions = null)
        {
            configureOptions?.Invoke(builder.Services.AddOptions<MemoryGrainStorageOptions>(name));
            builder.Services.AddGrainStorage(name, static (services, storage) => new MemoryGrainStorage(
                services.GetRequiredService<Cluster>()
                    .GetShared($"{nameof(MemoryStates)}/{storage}", static () => new MemoryStates())));
            return builder;
        }

        public static ISiloBuilder AddMemoryGrainStorageAsDefault(
            this ISiloBuilder builder, Action<MemoryGrainStorageOptions> configureOptions) =>
            builder.AddMemoryGrainStorageAsDefault(options => options.Configure(configureOptions));

        public static ISiloBuilder AddMemoryGrainStorageAsDefault(
            this ISiloBuilder builder,
            Action<OptionsBuilder<MemoryGrainStorageOptions>>? configureOptions = null) =>
            builder.AddMemoryGrainStorage(Providers.ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME, configureOptions);
    }
}
