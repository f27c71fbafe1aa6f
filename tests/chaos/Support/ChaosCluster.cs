using System.Collections.Concurrent;
using Framemill.Devices;
using Framemill.Media.Films;
using Framemill.Ports;
using Framemill.Renders;
using Framemill.Scheduling;
using Framemill.Silo.Adapters;
using Framemill.Silo.Hosting;
using Framemill.Storage;
using Framemill.Storage.Objects;
using Framemill.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.Runtime.Hosting;
using Orleans.Storage;
using Orleans.TestingHost;

namespace Framemill.Tests.Chaos.Support;

/// <summary>
/// The shipped grains and engines on several silos in this process. What a cluster has outside its silos (state,
/// reminders, objects) lies in one folder; each silo has a cache and a device of its own.
/// </summary>
internal sealed class ChaosCluster : IAsyncDisposable
{
    private const string Disk = "disk";
    private readonly InProcessTestCluster _cluster;
    private readonly TempFolder _folder = new();
    private readonly List<ChaosSilo> _silos = [];
    private readonly List<ChaosSilo> _gone = [];
    private readonly ConcurrentDictionary<string, string> _pools = new();
    private readonly IReadOnlyDictionary<string, string?> _settings;
    private int _ports = 20_000;
    private int _started;

    /// <param name="settings">Settings that this scenario wants otherwise.</param>
    public ChaosCluster(IReadOnlyDictionary<string, string?>? settings = null)
    {
        _settings = settings ?? new Dictionary<string, string?>();
        Objects = DiskObjectStore.Open(_folder["objects"], _folder["tmp"], new DiskObjectStoreOptions());
        var builder = new InProcessTestClusterBuilder(0);
        builder.ConfigureSiloHost(Configure);
        _cluster = builder.Build();
    }

    public Moments Moments { get; } = new();

    public FilmBook Book { get; } = new();

    public LogLines Log { get; } = new();

    /// <summary>Calls of device grains that ran, as the silo and the key of the device.</summary>
    public ConcurrentQueue<(string Silo, string Device)> DeviceCalls { get; } = new();

    /// <summary>The silo that a pool, or a shard of it, was last called on; null when that is gone.</summary>
    public ChaosSilo? SiloOfPool(string key) =>
        _pools.TryGetValue(key, out var name) ? Silos.FirstOrDefault(s => s.Name == name) : null;

    public DiskObjectStore Objects { get; }

    /// <summary>Where what is not an object yet lies.</summary>
    public string TemporaryPath => _folder["tmp"];

    public IReadOnlyList<ChaosSilo> Silos
    {
        get
        {
            lock (_silos) return [.. _silos];
        }
    }

    /// <summary>Through a silo that is there now; the next call may go through another.</summary>
    public IGrainFactory Grains => Silos[0].Services.GetRequiredService<IGrainFactory>();

    public async Task<ChaosSilo> StartSiloAsync(string name)
    {
        var options = new InProcessTestSiloSpecificOptions
        {
            SiloName = name,
            SiloPort = Interlocked.Increment(ref _ports),
            GatewayPort = Interlocked.Increment(ref _ports),
        };
        var handle = await _cluster.CreateSiloAsync(options);
        var silo = new ChaosSilo(name, handle, handle.ServiceProvider.GetRequiredService<Machine>());
        lock (_silos) _silos.Add(silo);
        return silo;
    }

    /// <summary>As a power cut: the silo's grains stop where they are, then its threads and children go.</summary>
    public async Task KillAsync(ChaosSilo silo)
    {
        lock (_silos) _silos.Remove(silo);
        await silo.Handle.StopSiloAsync(stopGracefully: false);
        await silo.Machine.DieAsync();
        _gone.Add(silo); // Its services may still be in use by threads that are about to notice.
    }

    /// <summary>As an operator stops it: it may hand over first.</summary>
    public async Task StopAsync(ChaosSilo silo)
    {
        Log.Add($"--- {silo.Name} is told to stop");
        lock (_silos) _silos.Remove(silo);
        await silo.Handle.StopSiloAsync(stopGracefully: true);
        await silo.Machine.DieAsync();
        _gone.Add(silo);
    }

    /// <summary>Asks until the answer is yes: a user whose post failed does not know whether it was taken.</summary>
    public async Task SubmitAsync(string id, string edit, string assets, string? tenant = null)
    {
        var request = new SubmitRender { Edit = edit, LocalAssetRoot = assets };
        if (tenant is not null) request = request with { Tenant = tenant };
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var answer = await Grains.GetGrain<IRenderGrain>(id).SubmitAsync(request, CancellationToken.None);
                Assert.Equal(new SubmitResult.Accepted(id), answer);
                return;
            }
            catch (Exception error) when (error is not Xunit.Sdk.XunitException && attempt < 1_000)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50));
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var silo in Silos) await StopAsync(silo);
        foreach (var silo in _gone) await silo.Handle.DisposeAsync();
        await _cluster.DisposeAsync();
        _folder.Dispose();
    }

    private void Configure(InProcessTestSiloSpecificOptions options, IHostApplicationBuilder host)
    {
        var name = options.SiloName;
        var machine = new Machine(name, Moments, Book, Log);
        host.Configuration.AddInMemoryCollection(Settings(name));
        host.Configuration.AddInMemoryCollection(_settings);
        host.Logging.AddProvider(Log.Of(name)).SetMinimumLevel(LogLevel.Information);
        var data = DataDirectory.Open(_folder[$"{name}-{Interlocked.Increment(ref _started)}"]);
        host.Services.AddSingleton(TimeProvider.System);
        host.Services.AddSingleton(_ => machine);
        host.Services.AddSingleton(_ => data);
        host.Services.AddFramemillOptions();
        host.Services.AddMediaRoom(data);
        host.Services.AddPorts();
        host.Services.AddSingleton(Objects);
        host.Services.AddSingleton<IObjectStore>(new FaultyObjects(Objects, machine));
        AddMortalPorts(host.Services);
        host.UseOrleans(silo =>
        {
            silo.AddFramemillGrains();
            silo.AddMemoryGrainStorage("PubSubStore");
            silo.AddMemoryStreams(Framemill.Encoding.FrameStream.Provider);
            silo.UseSqliteReminderService(o => o.Path = _folder["state.db"]);
            silo.AddSqliteGrainStorage(Disk, o => o.Path = _folder["state.db"]);
            silo.Services.AddGrainStorage(RenderGrain.Storage, (services, _) =>
                new FaultyStorage(services.GetRequiredKeyedService<IGrainStorage>(Disk), machine));
            silo.AddIncomingGrainCallFilter(new WhereGrainsLive(this, name));
            silo.AddStartupTask((services, stop) => services.GetRequiredService<NodeAgent>().BeginAsync(stop));
        });
        host.Services.AddSingleton<NodeAgent>();
        host.Services.AddHostedService(s => s.GetRequiredService<NodeAgent>());
    }

    private sealed class WhereGrainsLive(ChaosCluster cluster, string silo) : IIncomingGrainCallFilter
    {
        public Task Invoke(IIncomingGrainCallContext context)
        {
            var key = context.TargetId.Key.ToString()!;
            if (context.Grain is GpuDeviceGrain) cluster.DeviceCalls.Enqueue((silo, key));
            if (context.Grain is PoolGrain) cluster._pools[key] = silo;
            return context.Invoke();
        }
    }

    private static void AddMortalPorts(IServiceCollection services)
    {
        services.AddSingleton(s => ActivatorUtilities.CreateInstance<MortalPorts>(
            s,
            ActivatorUtilities.CreateInstance<MediaFilmPreparer>(s),
            ActivatorUtilities.CreateInstance<MediaSoundMixer>(s),
            ActivatorUtilities.CreateInstance<MediaFilmAssembler>(s),
            ActivatorUtilities.CreateInstance<MediaFrameRenderer>(s),
            ActivatorUtilities.CreateInstance<MediaSegmentEncoder>(s),
            ActivatorUtilities.CreateInstance<MediaPlaylists>(s)));
        services.AddSingleton<IFilmPreparer>(s => s.GetRequiredService<MortalPorts>());
        services.AddSingleton<ISoundMixer>(s => s.GetRequiredService<MortalPorts>());
        services.AddSingleton<IFilmAssembler>(s => s.GetRequiredService<MortalPorts>());
        services.AddSingleton<IFrameRenderer>(s => s.GetRequiredService<MortalPorts>());
        services.AddSingleton<ISegmentEncoder>(s => s.GetRequiredService<MortalPorts>());
        services.AddSingleton<IPlaylistPublisher>(s => s.GetRequiredService<MortalPorts>());
    }

    /// <summary>Everything that waits, waits less; nothing else differs from the shipped settings.</summary>
    private static Dictionary<string, string?> Settings(string silo) => new()
    {
        ["Server:SiloName"] = silo,
        ["Server:LaneSlots"] = "1",
        ["Renders:LanesWanted"] = "3",
        ["Renders:AnnounceAgainAfter"] = "00:00:00.500",
        ["Renders:RetryAfter"] = "00:00:00.050",
        ["Renders:RetryAfterMax"] = "00:00:01",
        ["Scheduling:LeaseDuration"] = "00:00:06",
        ["Scheduling:DeviceGoneAfter"] = "00:00:10",
        ["Scheduling:ExpireEvery"] = "00:00:00.200",
        ["Scheduling:DeviceRest"] = "00:00:01",
        ["Devices:RenewEvery"] = "00:00:01",
        ["Devices:ReportAgainAfter"] = "00:00:00.050",
        ["Encoding:ReportAgainAfter"] = "00:00:00.050",
        [$"{FilmOptions.Section}:{nameof(FilmOptions.EncoderThreads)}"] = "1",
    };
}

/// <summary>A silo of the cluster with the machine that it runs on.</summary>
internal sealed record ChaosSilo(string Name, InProcessSiloHandle Handle, Machine Machine)
{
    public IServiceProvider Services => Handle.ServiceProvider;
}
