using System.Collections.ObjectModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;

namespace Orleans.TestingHost;

/// <summary>Silos and a client in this process, to start, stop and kill in tests.</summary>
public sealed class InProcessTestCluster : IDisposable, IAsyncDisposable
{
    private static int _nextPort = 50000;

    private readonly List<InProcessSiloHandle> _silos = [];
    private IHost? _clientHost;
    private int _startedSilos;
    private bool _disposed;

    internal InProcessTestCluster(InProcessTestClusterOptions options) => Options = options;

    public InProcessTestClusterOptions Options { get; }

    public IClusterClient Client => _clientHost?.Services.GetRequiredService<IClusterClient>()
        ?? throw new InvalidOperationException(
            "The test cluster client is unavailable because the cluster has not been deployed or has been stopped.");

    public ReadOnlyCollection<InProcessSiloHandle> Silos
    {
        get
        {
            lock (_silos) return new List<InProcessSiloHandle>(_silos).AsReadOnly();
        }
    }

    public async Task DeployAsync()
    {
        if (Silos.Count > 0) throw new InvalidOperationException("Cluster host already deployed.");
        await StartSilosAsync(Options.InitialSilosCount);
        if (Options.InitializeClientOnDeploy) await InitializeClientAsync();
    }

    public async Task InitializeClientAsync()
    {
        if (_clientHost is not null) await StopClusterClientAsync();
        var builder = CreateBuilder("TestClusterClient");
        foreach (var configure in Options.ClientHostConfigurationDelegates) configure(builder);
        builder.UseOrleansClient(client => client.Configure<ClusterOptions>(SetIds));
        var host = builder.Build();
        await host.StartAsync();
        _clientHost = host;
    }

    public IServiceProvider GetSiloServiceProvider(SiloAddress? silo = null)
    {
        var silos = Silos;
        if (silo is null) return silos[Random.Shared.Next(silos.Count)].SiloHost.Services;
        return GetSiloForAddress(silo)?.SiloHost.Services
            ?? throw new ArgumentException($"The provided silo address '{silo}' is unknown.");
    }

    public IEnumerable<InProcessSiloHandle> GetActiveSilos() => Silos.Where(silo => silo.IsActive);

    public InProcessSiloHandle? GetSiloForAddress(SiloAddress siloAddress) =>
        GetActiveSilos().FirstOrDefault(silo => silo.SiloAddress.Equals(siloAddress));

    public InProcessSiloHandle StartAdditionalSilo() => StartAdditionalSiloAsync().GetAwaiter().GetResult();

    public async Task<InProcessSiloHandle> StartAdditionalSiloAsync() => (await StartSilosAsync(1))[0];

    public async Task<List<InProcessSiloHandle>> StartSilosAsync(int silosToStart)
    {
        var started = new List<InProcessSiloHandle>();
        for (var i = 0; i < silosToStart; i++)
        {
            var handle = await StartSiloAsync(_startedSilos, Options);
            lock (_silos) _silos.Add(handle);
            started.Add(handle);
        }

        return started;
    }

    public async Task<InProcessSiloHandle> StartSiloAsync(
        int instanceNumber, InProcessTestClusterOptions clusterOptions)
    {
        var handle = await CreateSiloAsync(new InProcessTestSiloSpecificOptions
        {
            SiloName = $"Silo_{instanceNumber}",
            SiloPort = Interlocked.Increment(ref _nextPort),
            GatewayPort = Interlocked.Increment(ref _nextPort),
        });
        handle.InstanceNumber = (short)instanceNumber;
        _startedSilos++;
        return handle;
    }

    public async Task<InProcessSiloHandle> CreateSiloAsync(InProcessTestSiloSpecificOptions siloOptions)
    {
        var builder = CreateBuilder(siloOptions.SiloName);
        foreach (var configure in Options.SiloHostConfigurationDelegates) configure(siloOptions, builder);
        builder.UseOrleans(silo => silo
            .Configure<ClusterOptions>(SetIds)
            .Configure<SiloOptions>(options => options.SiloName = siloOptions.SiloName)
            .Configure<EndpointOptions>(options =>
            {
                options.AdvertisedIPAddress = System.Net.IPAddress.Loopback;
                options.SiloPort = siloOptions.SiloPort;
                options.GatewayPort = siloOptions.GatewayPort;
            }));
        var host = builder.Build();
        await host.StartAsync();
        var details = host.Services.GetRequiredService<ILocalSiloDetails>();
        return new InProcessSiloHandle
        {
            Name = siloOptions.SiloName,
            SiloHost = host,
            SiloAddress = details.SiloAddress,
            GatewayAddress = details.GatewayAddress,
        };
    }

    public Task StopSiloAsync(InProcessSiloHandle instance) => EndSiloAsync(instance, gracefully: true);

    /// <summary>Ends a silo without letting it finish anything, as a crash would.</summary>
    public Task KillSiloAsync(InProcessSiloHandle instance) => EndSiloAsync(instance, gracefully: false);

    public async Task<InProcessSiloHandle?> RestartSiloAsync(InProcessSiloHandle instance)
    {
        if (instance is null) return null;
        await StopSiloAsync(instance);
        var handle = await StartSiloAsync(instance.InstanceNumber, Options);
        lock (_silos) _silos.Add(handle);
        return handle;
    }

    public async Task StopSilosAsync()
    {
        foreach (var silo in Silos) await StopSiloAsync(silo);
    }

    public async Task StopClusterClientAsync()
    {
        if (_clientHost is not { } host) return;
        _clientHost = null;
        await host.StopAsync();
        host.Dispose();
    }

    public async Task KillClientAsync()
    {
        if (_clientHost is not { } host) return;
        _clientHost = null;
        await host.StopAsync(new CancellationToken(canceled: true));
        host.Dispose();
    }

    public async Task StopAllSilosAsync()
    {
        await StopClusterClientAsync();
        await StopSilosAsync();
    }

    /// <summary>A process knows of its silos at once: there is nothing to wait for.</summary>
    public Task WaitForLivenessToStabilizeAsync(bool didKill = false) => Task.CompletedTask;

    public Task WaitForClusterManifestToStabilizeAsync(bool didKill = false) => Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (_disposed) return;
        _disposed = true;
        foreach (var silo in Silos) await silo.DisposeAsync();
        _clientHost?.Dispose();
        _clientHost = null;
    }

    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    private async Task EndSiloAsync(InProcessSiloHandle instance, bool gracefully)
    {
        if (instance is null) return;
        try
        {
            await instance.StopSiloAsync(gracefully);
        }
        finally
        {
            await instance.DisposeAsync();
            lock (_silos) _silos.Remove(instance);
        }
    }

    private void SetIds(ClusterOptions options)
    {
        options.ClusterId = Options.ClusterId;
        options.ServiceId = Options.ServiceId;
    }

    private static HostApplicationBuilder CreateBuilder(string name) =>
        Host.CreateApplicationBuilder(new HostApplicationBuilderSettings
        {
            ApplicationName = name,
            EnvironmentName = Environments.Development,
            DisableDefaults = true,
        });
}
