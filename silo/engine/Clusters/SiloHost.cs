using Framemill.Engine.Activations;
using Framemill.Engine.Lifecycle;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Runtime;

namespace Framemill.Engine.Clusters;

/// <summary>Starts the silo with its host and stops it with it; a stop that is cancelled from the start kills it.</summary>
internal sealed class SiloHost(
    Silo silo, SiloStages stages, IEnumerable<ILifecycleParticipant<ISiloLifecycle>> participants,
    ILogger<SiloHost> log) : IHostedService
{
    private bool _ended;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        GrainClasses.Scan();
        silo.Cluster.Join(silo);
        foreach (var participant in participants) participant.Participate(stages);
        stages.Subscribe(nameof(Silo), ServiceLifecycleStage.BecomeActive, OpenAsync, CloseAsync);
        stages.Subscribe(
            nameof(Activation), ServiceLifecycleStage.GrainDeactivation, _ => Task.CompletedTask,
            silo.DeactivateAllAsync);
        try
        {
            await stages.OnStart(cancellationToken);
        }
        catch
        {
            _ended = true;
            await silo.KillAsync();
            throw;
        }

        log.LogDebug("Silo {Name} at {Address} is active", silo.Name, silo.Address);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_ended) return;
        _ended = true;
        if (cancellationToken.IsCancellationRequested)
        {
            await silo.KillAsync();
            return;
        }

        try
        {
            await stages.OnStop(cancellationToken);
        }
        catch (Exception exception)
        {
            log.LogError(exception, "Silo {Name} did not stop cleanly", silo.Name);
        }

        await silo.KillAsync();
    }

    private Task OpenAsync(CancellationToken cancellationToken)
    {
        silo.Open();
        return Task.CompletedTask;
    }

    private Task CloseAsync(CancellationToken cancellationToken)
    {
        silo.Close();
        return Task.CompletedTask;
    }
}
