using System.Reflection;
using Framemill.Engine.Persistence;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;
using Orleans.Storage;

namespace Orleans.Runtime
{
    /// <summary>Makes the states of a grain; they are read before the grain is activated.</summary>
    public class PersistentStateFactory : IPersistentStateFactory
    {
        public IPersistentState<TState> Create<TState>(IGrainContext context, IPersistentStateConfiguration config)
        {
            var storage = string.IsNullOrWhiteSpace(config.StorageName)
                ? context.ActivationServices.GetService<IGrainStorage>()
                : context.ActivationServices.GetKeyedService<IGrainStorage>(config.StorageName);
            if (storage is null)
            {
                throw new BadProviderConfigException(string.IsNullOrEmpty(config.StorageName)
                    ? $"No default storage provider found loading grain type {context.GrainId.Type}."
                    : $"No storage provider named \"{config.StorageName}\" found loading grain type "
                        + $"{context.GrainId.Type}.");
            }

            var state = new GrainStateStorage<TState>(GetFullStateName(context, config), context, storage);
            state.ReadBeforeActivation();
            return state;
        }

        protected virtual string GetFullStateName(IGrainContext context, IPersistentStateConfiguration config) =>
            config.StateName;
    }
}

namespace Orleans
{
    /// <summary>Answers constructor parameters that carry <see cref="PersistentStateAttribute"/>.</summary>
    public class PersistentStateAttributeMapper : IAttributeToFactoryMapper<PersistentStateAttribute>
    {
        private static readonly MethodInfo CreateMethod = typeof(PersistentStateAttributeMapper)
            .GetMethod(nameof(Create), BindingFlags.Static | BindingFlags.NonPublic)!;

        public Factory<IGrainContext, object> GetFactory(ParameterInfo parameter, PersistentStateAttribute metadata)
        {
            var type = parameter.ParameterType;
            if (!type.IsGenericType || type.GetGenericTypeDefinition() != typeof(IPersistentState<>))
            {
                throw new ArgumentException(
                    $"Parameter '{parameter.Name}' on the constructor for '{parameter.Member.DeclaringType}' has an "
                    + $"unsupported type, '{type}'. It must be an instance of generic type "
                    + $"'{typeof(IPersistentState<>)}' because it has an associated [PersistentState(...)] attribute.",
                    parameter.Name);
            }

            // A state without a name is called like its parameter.
            var config = string.IsNullOrEmpty(metadata.StateName)
                ? new PersistentStateAttribute(parameter.Name!, metadata.StorageName)
                : metadata;
            var create = CreateMethod.MakeGenericMethod(type.GetGenericArguments())
                .CreateDelegate<Func<IGrainContext, IPersistentStateConfiguration, object>>();
            return context => create(context, config);
        }

        private static object Create<TState>(IGrainContext context, IPersistentStateConfiguration config) =>
            context.ActivationServices.GetRequiredService<IPersistentStateFactory>().Create<TState>(context, config);
    }
}

namespace Orleans.Storage
{
    public static class GrainStorageHelpers
    {
        /// <summary>The storage that a <c>Grain&lt;TState&gt;</c> class names, or the default one.</summary>
        public static IGrainStorage GetGrainStorage(Type grainType, IServiceProvider services)
        {
            ArgumentNullException.ThrowIfNull(grainType);
            var named = grainType.GetCustomAttribute<Providers.StorageProviderAttribute>(inherit: true)?.ProviderName;
            var storage = named is null
                ? services.GetService<IGrainStorage>()
                : services.GetKeyedService<IGrainStorage>(named);
            return storage ?? throw new BadProviderConfigException(string.IsNullOrEmpty(named)
                ? $"No default storage provider found loading grain type {grainType.FullName}."
                : $"No storage provider named \"{named}\" found loading grain type {grainType.FullName}.");
        }
    }
}
