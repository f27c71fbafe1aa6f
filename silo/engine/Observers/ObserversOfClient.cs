using System.Collections.Concurrent;
using Framemill.Engine.Clusters;
using Orleans;
using Orleans.Runtime;

namespace Framemill.Engine.Observers;

/// <summary>The objects of one client that grains may notify.</summary>
internal sealed class ObserversOfClient(Cluster cluster)
{
    private readonly ConcurrentDictionary<GrainId, ObserverTarget> _observers = new();

    public GrainId Add(IGrainObserver observer)
    {
        var target = new ObserverTarget(
            GrainId.Create(ObserverTarget.Type, Guid.NewGuid().ToString("N")), observer, cluster);
        _observers[target.GrainId] = target;
        cluster.AddObserver(target);
        return target.GrainId;
    }

    public void Remove(GrainId id)
    {
        if (_observers.TryRemove(id, out var target)) target.Remove();
    }
}
