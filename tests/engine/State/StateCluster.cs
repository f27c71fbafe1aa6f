using Framemill.Storage;
using Orleans.Hosting;
using Orleans.TestingHost;
using Xunit;

namespace Framemill.Tests.Engine.State;

/// <summary>One silo with both storages, the durable one in a folder of its own.</summary>
public sealed class StateCluster : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("framemill-state-").FullName;

    public InProcessTestCluster Cluster { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Cluster = await DeployAsync(_folder);

    public async ValueTask DisposeAsync()
    {
        await Cluster.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    public static async Task<InProcessTestCluster> DeployAsync(string folder)
    {
        var builder = new InProcessTestClusterBuilder(1);
        builder.ConfigureSilo((_, silo) => silo
            .AddMemoryGrainStorage("memory")
            .AddSqliteGrainStorage("sqlite", options => options.Path = Path.Combine(folder, "state.db")));
        var cluster = builder.Build();
        await cluster.DeployAsync();
        return cluster;
    }
}
