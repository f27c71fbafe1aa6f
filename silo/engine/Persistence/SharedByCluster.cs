using System.Collections.Concurrent;

namespace Framemill.Engine.Persistence;

/// <summary>Things that belong to the cluster and not to one silo: they outlive each of its silos, not the last.</summary>
internal interface ISharedByCluster
{
    /// <summary>The one thing of that type and name; made when first asked for.</summary>
    T Get<T>(string name, Func<T> create)
        where T : class;
}

internal sealed class SharedByCluster : ISharedByCluster
{
    private readonly ConcurrentDictionary<(Type, string), Lazy<object>> _things = new();

    public T Get<T>(string name, Func<T> create)
        where T : class => (T)_things.GetOrAdd((typeof(T), name), _ => new Lazy<object>(create)).Value;
}
