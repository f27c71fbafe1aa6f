using System.Collections.Concurrent;
using Framemill.Engine.Activations;
using Framemill.Engine.Calls;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Configuration;
using Orleans.Runtime;
using Orleans.Runtime.MembershipService.SiloMetadata;

namespace Framemill.Engine.Clusters;

/// <summary>One silo: the activations it holds, and their clock.</summary>
internal sealed class Silo : CallSender, ILocalSiloDetails
{
    private readonly ConcurrentDictionary<Activation, bool> _activations = new();
    private readonly ConcurrentDictionary<GrainId, WorkerPool> _workers = new();
    private readonly string _clusterId;
    private readonly Lock _gate = new();
    private IIncomingGrainCallFilter[] _incomingFilters = [];
    private ITimer? _collector;
    private bool _closed;

    public Silo(
        IServiceProvider services, Cluster cluster, TimeProvider time, IOptions<SiloOptions> options,
        IOptions<ClusterOptions> clusterOptions, IOptions<EndpointOptions> endpoint,
        IOptions<SiloMessagingOptions> messaging, IOptions<GrainCollectionOptions> collection,
        IOptions<SiloMetadata> metadata, IEnumerable<IOutgoingGrainCallFilter> outgoingFilters,
        ILoggerFactory loggers)
        : base(cluster, time, messaging.Value, outgoingFilters)
    {
        Services = services;
        var generation = SiloAddress.AllocateNewGeneration();
        Address = SiloAddress.New(endpoint.Value.AdvertisedIPAddress, endpoint.Value.SiloPort, generation);
        GatewayAddress =
            SiloAddress.New(endpoint.Value.AdvertisedIPAddress, endpoint.Value.GatewayPort, generation);
        Name = options.Value.SiloName ?? $"Silo_{Guid.NewGuid().ToString("N")[..5]}";
        _clusterId = clusterOptions.Value.ClusterId;
        Collection = collection.Value;
        MaxWaiting = messaging.Value.MaxEnqueuedRequestsHardLimit;
        Metadata = metadata.Value;
        Log = loggers.CreateLogger<Silo>();
        StartTime = time.GetUtcNow();
    }

    public IServiceProvider Services { get; }

    public SiloAddress Address { get; }

    public SiloAddress GatewayAddress { get; }

    public string Name { get; }

    public SiloStatus Status { get; set; } = SiloStatus.Created;

    public SiloMetadata Metadata { get; }

    public GrainCollectionOptions Collection { get; }

    public int MaxWaiting { get; }

    public ILogger Log { get; }

    public DateTimeOffset StartTime { get; }

    public int ActivationCount => _activations.Count;

    public IEnumerable<Activation> Activations => _activations.Keys;

    SiloAddress ILocalSiloDetails.SiloAddress => Address;

    string ILocalSiloDetails.ClusterId => _clusterId;

    string ILocalSiloDetails.DnsHostName => System.Net.Dns.GetHostName();

    public override Silo? Home => this;

    /// <summary>Begins to take grains.</summary>
    public void Open()
    {
        _incomingFilters = [.. Services.GetServices<IIncomingGrainCallFilter>()];
        _collector = Time.CreateTimer(
            _ => Collect(null), null, Collection.CollectionQuantum, Collection.CollectionQuantum);
        Cluster.Members.SetStatus(this, SiloStatus.Active);
    }

    /// <summary>Makes an activation for a directory entry; null when the silo takes no more.</summary>
    public Activation? TryActivate(GrainClass grainClass, GrainEntry entry) =>
        TryActivate(grainClass, entry.GrainId, entry);

    public Activation? TryActivate(GrainClass grainClass, GrainId grainId) =>
        TryActivate(grainClass, grainId, null);

    public WorkerPool Workers(GrainClass grainClass, GrainId grainId) =>
        _workers.GetOrAdd(grainId, id => new WorkerPool(this, grainClass, id));

    public void Remove(Activation activation) => _activations.TryRemove(activation, out _);

    public IncomingFilters? FiltersFor(Activation activation)
    {
        if (activation.GrainInstance is IIncomingGrainCallFilter own)
        {
            return new IncomingFilters([.. _incomingFilters, own], activation);
        }

        return _incomingFilters.Length > 0 ? new IncomingFilters(_incomingFilters, activation) : null;
    }

    /// <summary>Deactivates what has idled for its age, or for the one given.</summary>
    public void Collect(TimeSpan? age)
    {
        foreach (var activation in _activations.Keys) activation.CollectIfIdle(age);
    }

    /// <summary>Takes no new grains from here on.</summary>
    public void Close()
    {
        lock (_gate) _closed = true;
        Cluster.Members.SetStatus(this, SiloStatus.ShuttingDown);
    }

    /// <summary>Lets every activation finish what it runs and end; those that do not in time are killed.</summary>
    public async Task DeactivateAllAsync(CancellationToken cancellationToken)
    {
        var reason = new DeactivationReason(DeactivationReasonCode.ShuttingDown, "This silo is shutting down.");
        var ending = _activations.Keys.ToList();
        foreach (var activation in ending) activation.Deactivate(reason, cancellationToken);
        try
        {
            await Task.WhenAll(ending.Select(activation => activation.Deactivated))
                .WaitAsync(Collection.DeactivationTimeout, Time, cancellationToken);
        }
        catch (Exception exception) when (exception is TimeoutException or OperationCanceledException)
        {
            foreach (var activation in ending) activation.Kill();
        }
    }

    /// <summary>Ends at once, as a crash would.</summary>
    public Task KillAsync()
    {
        lock (_gate) _closed = true;
        Leave();
        foreach (var activation in _activations.Keys) activation.Kill();
        return Task.CompletedTask;
    }

    /// <summary>Is no part of the cluster any more.</summary>
    public void Leave()
    {
        _collector?.Dispose();
        Cluster.Leave(this);
    }

    public override void Dispose()
    {
        base.Dispose();
        _collector?.Dispose();
    }

    protected override void OnTick()
    {
        base.OnTick();
        foreach (var activation in _activations.Keys) activation.ExpireCalls();
        Cluster.ExpirePending();
    }

    private Activation? TryActivate(GrainClass grainClass, GrainId grainId, GrainEntry? entry)
    {
        lock (_gate)
        {
            if (_closed || Status != SiloStatus.Active) return null;
            var activation = new Activation(this, grainClass, grainId, entry);
            _activations[activation] = true;
            return activation;
        }
    }
}
