using Orleans.Configuration;
using Orleans.TestingHost;

namespace Framemill.Tests.Engine.Support;

/// <summary>One silo and a client, shared by the tests of a class.</summary>
public class OneSilo : IAsyncLifetime
{
    private InProcessTestCluster? _cluster;

    public IClusterClient Client => Cluster.Client;

    public InProcessTestCluster Cluster => _cluster ?? throw new InvalidOperationException("Not started.");

    public async ValueTask InitializeAsync()
    {
        var builder = new InProcessTestClusterBuilder(1);
        builder.Options.ConfigureFileLogging = false;
        Configure(builder);
        _cluster = builder.Build();
        await _cluster.DeployAsync();
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_cluster is null) return;
        await _cluster.StopAllSilosAsync();
        await _cluster.DisposeAsync();
    }

    protected virtual void Configure(InProcessTestClusterBuilder builder)
    {
    }
}

/// <summary>Clusters made for one test.</summary>
public static class Clusters
{
    public static readonly TimeSpan ShortTimeout = TimeSpan.FromSeconds(5);

    public static async Task<InProcessTestCluster> StartAsync(
        short silos, Action<InProcessTestSiloSpecificOptions, ISiloBuilder>? configure = null)
    {
        var builder = new InProcessTestClusterBuilder(silos);
        builder.Options.ConfigureFileLogging = false;
        builder.ConfigureSilo((options, silo) =>
        {
            silo.Configure<SiloMessagingOptions>(messaging => messaging.ResponseTimeout = ShortTimeout);
            silo.Configure<ClusterMembershipOptions>(membership =>
            {
                membership.ProbeTimeout = TimeSpan.FromSeconds(1);
                membership.NumMissedProbesLimit = 2;
                membership.NumVotesForDeathDeclaration = 1;
            });
            configure?.Invoke(options, silo);
        });
        builder.ConfigureClient(client =>
            client.Configure<ClientMessagingOptions>(messaging => messaging.ResponseTimeout = ShortTimeout));
        var cluster = builder.Build();
        await cluster.DeployAsync();
        return cluster;
    }
}
