using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Net;
using Framemill.Engine.Activations;
using Framemill.Engine.Calls;
using Framemill.Engine.Membership;
using Framemill.Engine.Observers;
using Framemill.Engine.Placement;
using Orleans.Runtime;

namespace Framemill.Engine.Clusters;

/// <summary>The silos of this process that belong together, and where each grain is.</summary>
internal sealed class Cluster
{
    private static readonly Dictionary<ClusterKey, Cluster> Known = [];
    private static readonly Lock KnownGate = new();

    private readonly ConcurrentDictionary<GrainId, GrainEntry> _directory = new();
    private readonly ConcurrentDictionary<GrainId, ObserverTarget> _observers = new();
    private readonly ConcurrentDictionary<string, object> _shared = new();
    private readonly ClusterKey _key;

    private Cluster(ClusterKey key) => _key = key;

    public Members Members { get; } = new();

    /// <summary>The cluster with this name, made when nobody has asked for it before.</summary>
    public static Cluster Get(string clusterId, string serviceId, IPEndPoint? primary)
    {
        var key = new ClusterKey(clusterId, serviceId, primary);
        lock (KnownGate)
        {
            if (!Known.TryGetValue(key, out var cluster)) Known[key] = cluster = new Cluster(key);
            return cluster;
        }
    }

    /// <summary>The cluster of which a silo has one of these gateways; null when there is none.</summary>
    public static Cluster? FindByGateway(string clusterId, string serviceId, int[] ports)
    {
        lock (KnownGate)
        {
            return Known.Values.FirstOrDefault(cluster =>
                cluster._key.ClusterId == clusterId && cluster._key.ServiceId == serviceId
                && cluster.Members.Active.Any(silo => ports.Contains(silo.GatewayAddress.Endpoint.Port)));
        }
    }

    /// <summary>Something that all silos of the cluster share in place of a service outside; made once.</summary>
    public T GetShared<T>(string name, Func<T> make)
        where T : class => (T)_shared.GetOrAdd(name, _ => make());

    public void Join(Silo silo) => Members.Add(silo);

    /// <summary>The last one out forgets the cluster, and all that it shared.</summary>
    public void Leave(Silo silo)
    {
        Members.SetStatus(silo, SiloStatus.Dead);
        if (Members.All.Any(other => other.Status != SiloStatus.Dead)) return;
        lock (KnownGate) Known.Remove(_key);
    }

    public void AddObserver(ObserverTarget observer) => _observers[observer.GrainId] = observer;

    public void RemoveObserver(GrainId id) => _observers.TryRemove(id, out _);

    public Activation? FindActivation(GrainId id) =>
        _directory.TryGetValue(id, out var entry) ? entry.Current : null;

    /// <summary>Brings a call to its grain, which is placed first if need be. Gives the target once it has one.</summary>
    public CallTarget? Route(Call call)
    {
        try
        {
            return RouteChecked(call);
        }
        catch (Exception exception)
        {
            call.Fail(exception);
            return null;
        }
    }

    /// <summary>Fails the calls that have waited too long for a place.</summary>
    public void ExpirePending()
    {
        foreach (var (_, entry) in _directory) entry.ExpirePending();
        foreach (var (_, observer) in _observers) observer.ExpireCalls();
    }

    public void Forget(GrainEntry entry) =>
        _directory.TryRemove(new KeyValuePair<GrainId, GrainEntry>(entry.GrainId, entry));

    private CallTarget? RouteChecked(Call call)
    {
        if (call.Sender.Home is { Status: SiloStatus.Dead } dead)
        {
            throw new SiloUnavailableException($"Silo {dead.Address} has stopped and makes no more calls.");
        }

        if (call.TargetId.Type == ObserverTarget.Type) return RouteToObserver(call);
        var grainClass = GrainClasses.Find(call.TargetId.Type);
        if (grainClass.IsStatelessWorker) return Placements.ChooseWorkerSilo(this, grainClass, call).Accept(call);
        while (true)
        {
            var entry = _directory.GetOrAdd(call.TargetId, static id => new GrainEntry(id));
            if (entry.TryTake(this, grainClass, call, out var target)) return target;
        }
    }

    private ObserverTarget RouteToObserver(Call call)
    {
        if (_observers.TryGetValue(call.TargetId, out var observer) && observer.TryAccept(call)) return observer;
        throw new ClientNotAvailableException(call.TargetId);
    }

    private readonly record struct ClusterKey(string ClusterId, string ServiceId, IPEndPoint? Primary);
}
