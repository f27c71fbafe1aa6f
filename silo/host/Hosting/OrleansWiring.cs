using Framemill.Encoding;
using Framemill.Renders;
using Framemill.Storage;
using Framemill.Storage.Grains;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime.MembershipService.SiloMetadata;
using SiloCluster = Framemill.Silo.Hosting.ClusterOptions;

namespace Framemill.Silo.Hosting;

/// <summary>
/// All that depends on what runs the grains: Orleans' cluster providers, or the engine in this process. The only file
/// that may ask which of them it is.
/// </summary>
internal static class OrleansWiring
{
#if ENGINE_ORLEANS
    public const string Engine = "Orleans";
#else
    public const string Engine = "Embedded";
#endif

    public static void AddSilo(IHostApplicationBuilder builder, ServerOptions server, DataDirectory data)
    {
        var cluster = builder.Configuration.GetSection(SiloCluster.Section).Get<SiloCluster>() ?? new SiloCluster();
        builder.UseOrleans(silo =>
        {
            AddClustering(silo, cluster);
            silo.Configure<SiloOptions>(o => o.SiloName = server.SiloName);
            silo.Configure<Orleans.Configuration.ClusterOptions>(o =>
            {
                o.ClusterId = cluster.ClusterId;
                o.ServiceId = "framemill";
            });
            silo.UseSiloMetadata(new Dictionary<string, string> { ["silo"] = server.SiloName });
            silo.AddFramemillGrains();
            AddState(silo, cluster, data);
            AddFrameStream(silo, cluster);
            silo.AddStartupTask((services, stop) => services.GetRequiredService<NodeAgent>().BeginAsync(stop));
        });
    }

    private static void AddState(ISiloBuilder silo, SiloCluster cluster, DataDirectory data)
    {
        silo.AddMemoryGrainStorage("PubSubStore");
        silo.UseSqliteReminderService(o => o.Path = data.StatePath);
#if ENGINE_ORLEANS && REDIS
        if (cluster.Redis.Length > 0)
        {
            silo.AddRedisGrainStorage(RenderGrain.Storage, o =>
            {
                o.ConfigurationOptions = StackExchange.Redis.ConfigurationOptions.Parse(cluster.Redis);
                o.GrainStorageSerializer = new JsonStateSerializer();
            });
            return;
        }
#endif
        Unused(cluster.Redis, nameof(cluster.Redis));
        silo.AddSqliteGrainStorage(RenderGrain.Storage, o => o.Path = data.StatePath);
    }

    private static void AddFrameStream(ISiloBuilder silo, SiloCluster cluster)
    {
#if ENGINE_ORLEANS && EVENT_HUBS
        if (cluster.EventHubs.Length > 0)
        {
            silo.AddEventHubStreams(FrameStream.Provider, configure =>
            {
                configure.ConfigureEventHub(hub => hub.Configure(o =>
                    o.ConfigureEventHubConnection(cluster.EventHubs, cluster.EventHubName, "$Default")));
                configure.UseGrainCheckpointer();
            });
            return;
        }
#endif
        Unused(cluster.EventHubs, nameof(cluster.EventHubs));
        silo.AddMemoryStreams(FrameStream.Provider);
    }

    private static void AddClustering(ISiloBuilder silo, SiloCluster cluster)
    {
#if ENGINE_ORLEANS
#if ADO_NET
        if (cluster.PostgreSql.Length > 0)
        {
            silo.UseAdoNetClustering(o =>
            {
                o.Invariant = "Npgsql";
                o.ConnectionString = cluster.PostgreSql;
            });
            silo.Configure<EndpointOptions>(o =>
            {
                o.SiloPort = cluster.SiloPort;
                o.GatewayPort = cluster.GatewayPort;
            });
            return;
        }
#endif
        Unused(cluster.PostgreSql, nameof(cluster.PostgreSql));
        silo.UseLocalhostClustering(cluster.SiloPort, cluster.GatewayPort);
#else
        Unused(cluster.PostgreSql, nameof(cluster.PostgreSql));
        silo.UseLocalhostClustering();
#endif
    }

    /// <summary>A setting that this build cannot follow must not be passed over in silence.</summary>
    private static void Unused(string value, string name)
    {
        if (value.Length > 0)
        {
            throw new StartException($"The setting Cluster:{name} needs a build with Orleans and the package for it; "
                + $"this one has the engine {Engine}. Build with Engine=Orleans, or leave the setting empty.");
        }
    }
}
