using Framemill.Tests.Engine.Reminders;
using Orleans.Hosting;
using Orleans.Streams;
using Orleans.TestingHost;
using Xunit;

namespace Framemill.Tests.Engine.Streams;

/// <summary>What streams and reminders do when one of two silos is killed under them.</summary>
public sealed class SiloLossTests
{
    private const int TimeoutMilliseconds = 180_000;
    private readonly string _key = Guid.NewGuid().ToString("N");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact(Timeout = TimeoutMilliseconds)]
    public async Task Streams_AfterASiloWasKilled_ReachTheGrainsThatWereThere()
    {
        await using var cluster = await DeployAsync();
        var keys = Enumerable.Range(0, 20).Select(i => $"{_key}-{i}").ToList();
        await PublishAsync(cluster, keys, 1);
        foreach (var key in keys) Assert.Equal("1", await Inbox.TakeAsync(key, Cancel));

        await cluster.KillSiloAsync(cluster.Silos[1]);
        await cluster.WaitForLivenessToStabilizeAsync(didKill: true);
        await PublishAsync(cluster, keys, 2);
        foreach (var key in keys) Assert.Equal("2", await Inbox.TakeAsync(key, Cancel));
    }

    [Fact(Timeout = TimeoutMilliseconds)]
    public async Task Reminders_AfterASiloWasKilled_TickOn()
    {
        await using var cluster = await DeployAsync();
        var keys = Enumerable.Range(0, 10).Select(i => $"{_key}-{i}").ToList();
        foreach (var key in keys)
        {
            await cluster.Client.GetGrain<IAlarmGrain>(key).SetAsync("wake", TimeSpan.Zero, TimeSpan.FromSeconds(0.5));
            await Inbox.TakeAsync(key, Cancel);
        }

        await cluster.KillSiloAsync(cluster.Silos[1]);
        await cluster.WaitForLivenessToStabilizeAsync(didKill: true);
        foreach (var key in keys)
        {
            Inbox.Put(key, "killed");
            while (await Inbox.TakeAsync(key, Cancel) != "killed")
            {
            }

            Assert.StartsWith("wake ", await Inbox.TakeAsync(key, Cancel), StringComparison.Ordinal);
        }
    }

    private static async Task<InProcessTestCluster> DeployAsync()
    {
        var builder = new InProcessTestClusterBuilder(2);
        builder.ConfigureSilo((_, silo) => silo
            .AddMemoryGrainStorage("PubSubStore")
            .AddMemoryStreams(StreamNames.Provider)
            .UseInMemoryReminderService()
            .Configure<ReminderOptions>(options => options.MinimumReminderPeriod = TimeSpan.FromSeconds(0.1)));
        builder.ConfigureClient(client => client.AddMemoryStreams(StreamNames.Provider));
        var cluster = builder.Build();
        await cluster.DeployAsync();
        return cluster;
    }

    private static async Task PublishAsync(InProcessTestCluster cluster, List<string> keys, int item)
    {
        var provider = cluster.Client.GetStreamProvider(StreamNames.Provider);
        foreach (var key in keys) await provider.GetStream<int>(StreamNames.Observed, key).OnNextAsync(item);
    }
}
