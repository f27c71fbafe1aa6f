using System.Reflection;
using Orleans.Core;
using Orleans.Runtime;

namespace Orleans
{
    public delegate TInstance Factory<out TInstance>();

    public delegate TInstance Factory<in TParam1, out TInstance>(TParam1 param1);

    public delegate TInstance Factory<in TParam1, in TParam2, out TInstance>(TParam1 param1, TParam2 param2);
}

namespace Orleans.Runtime
{
    /// <summary>One named state of a grain, injected by <see cref="PersistentStateAttribute"/>.</summary>
    public interface IPersistentState<TState> : IStorage<TState>;

    public interface IPersistentStateConfiguration
    {
        string StateName { get; }

        string StorageName { get; }
    }

    /// <summary>Makes persistent states.</summary>
    public interface IPersistentStateFactory
    {
        IPersistentState<TState> Create<TState>(IGrainContext context, IPersistentStateConfiguration config);
    }

    /// <summary>Gives a constructor parameter a state by name, from a storage by name.</summary>
    [AttributeUsage(AttributeTargets.Parameter)]
    public class PersistentStateAttribute(string stateName, string? storageName = null)
        : Attribute, IFacetMetadata, IPersistentStateConfiguration
    {
        public string StateName { get; } = stateName;

        public string StorageName { get; } = storageName!;
    }

    /// <summary>Turns a facet attribute into a factory of constructor arguments.</summary>
    public interface IAttributeToFactoryMapper<in TMetadata>
        where TMetadata : IFacetMetadata
    {
        Factory<IGrainContext, object> GetFactory(ParameterInfo parameter, TMetadata metadata);
    }
}
