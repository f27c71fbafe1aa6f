using Orleans.Hosting;
using Orleans.TestingHost;
using Xunit;

namespace Framemill.Tests.Engine.Streams;

public sealed class StreamCluster : IAsyncLifetime
{
    public InProcessTestCluster Cluster { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        var builder = new InProcessTestClusterBuilder(1);
        builder.ConfigureSilo((_, silo) => silo
            .AddMemoryGrainStorage("PubSubStore")
            .AddMemoryStreams(StreamNames.Provider, streams =>
            {
                streams.ConfigurePartitioning(2);
                streams.ConfigurePullingAgent(agent => agent.Configure(options =>
                {
                    options.GetQueueMsgsTimerPeriod = TimeSpan.FromMilliseconds(20);
                    options.MaxEventDeliveryTime = TimeSpan.FromSeconds(4);
                }));
            }));
        builder.ConfigureClient(client => client.AddMemoryStreams(
            StreamNames.Provider, streams => streams.ConfigurePartitioning(2)));
        Cluster = builder.Build();
        await Cluster.DeployAsync();
    }

    public ValueTask DisposeAsync() => Cluster.DisposeAsync();
}
