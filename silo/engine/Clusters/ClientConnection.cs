using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Framemill.Engine.Lifecycle;
using Orleans;
using Orleans.Configuration;

namespace Framemill.Engine.Clusters;

/// <summary>A client outside the silos, and its clock.</summary>
internal sealed class ClientConnection(
    Cluster cluster, TimeProvider time, IOptions<ClientMessagingOptions> options,
    IEnumerable<IOutgoingGrainCallFilter> outgoingFilters)
    : CallSender(cluster, time, options.Value, outgoingFilters)
{
    public override Silo? Home => null;
}

/// <summary>Runs the life of a client with its host.</summary>
internal sealed class ClientHost(
    ClientStages stages, IEnumerable<ILifecycleParticipant<IClusterClientLifecycle>> participants) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        Activations.GrainClasses.Scan();
        foreach (var participant in participants) participant.Participate(stages);
        return stages.OnStart(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => stages.OnStop(cancellationToken);
}
