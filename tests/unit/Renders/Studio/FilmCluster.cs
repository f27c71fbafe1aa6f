using Framemill.Devices;
using Framemill.Encoding;
using Framemill.Ports;
using Framemill.Renders;
using Framemill.Scheduling;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Hosting;
using Orleans.Runtime.Hosting;
using Orleans.TestingHost;

namespace Framemill.Tests.Unit.Renders.Studio;

/// <summary>
/// The real grains on real silos in this process, with a data plane in memory and everything made quick.
/// </summary>
internal sealed class FilmCluster : IAsyncDisposable
{
    private readonly InProcessTestCluster _cluster;

    private FilmCluster(InProcessTestCluster cluster, FakeStudio studio, FakeEncoder encoder, SharedStorage storage)
    {
        _cluster = cluster;
        Studio = studio;
        Encoder = encoder;
        Storage = storage;
    }

    public FakeStudio Studio { get; }

    public FakeEncoder Encoder { get; }

    public SharedStorage Storage { get; }

    public InProcessTestCluster Cluster => _cluster;

    public IClusterClient Grains => _cluster.Client;

    public static async Task<FilmCluster> StartAsync(
        short silos = 1, CallCount? calls = null, Action<SchedulingOptions>? scheduling = null)
    {
        var studio = new FakeStudio();
        var encoder = new FakeEncoder(studio);
        var storage = new SharedStorage();
        var builder = new InProcessTestClusterBuilder(silos);
        builder.ConfigureSilo((_, silo) =>
        {
            silo.AddMemoryStreams(FrameStream.Provider);
            silo.AddMemoryGrainStorage("PubSubStore");
            silo.UseInMemoryReminderService();
            silo.ConfigureServices(services => AddStudio(services, studio, encoder, storage));
            silo.AddFramemillGrains();
            if (scheduling is not null) silo.ConfigureServices(services => services.Configure(scheduling));
            if (calls is null) return;
            silo.AddIncomingGrainCallFilter(calls);
            silo.ConfigureServices(StopPulses);
        });
        var cluster = builder.Build();
        await cluster.DeployAsync();
        return new FilmCluster(cluster, studio, encoder, storage);
    }

    public IRenderGrain Render(string id) => Grains.GetGrain<IRenderGrain>(id);

    /// <summary>What a silo's host does when it starts.</summary>
    public async Task<string> AnnounceDeviceAsync(string siloName, int lanes = 2)
    {
        var key = DeviceKey.Of(siloName, "cpu0");
        await Grains.GetGrain<IGpuDeviceGrain>(key).AnnounceAsync(
            new DeviceDescription { Pool = "cpu", LaneSlots = lanes, LightSlots = 2, MemoryBytes = 1L << 30 },
            [],
            CancellationToken.None);
        return key;
    }

    public async Task<Watcher> SubmitAsync(string id, string edit, string tenant = "default")
    {
        var request = new SubmitRender { Edit = edit, Tenant = tenant };
        var result = await Render(id).SubmitAsync(request, CancellationToken.None);
        Assert.Equal(new SubmitResult.Accepted(id), result);
        return await Watcher.OnAsync(Grains, id);
    }

    public void AssertEveryFrameOnce(string id, int segments)
    {
        for (var i = 0; i < segments; i++)
        {
            Assert.Equal(
                Enumerable.Range(i * FakeStudio.SegmentFrames, FakeStudio.SegmentFrames),
                Studio.StoredSegments[$"{id}/{i}"]);
        }
    }

    public async ValueTask DisposeAsync() => await _cluster.DisposeAsync();

    /// <summary>Nothing happens by time, so that what happens can be counted.</summary>
    private static void StopPulses(IServiceCollection services)
    {
        services.Configure<RenderOptions>(o =>
            o.AnnounceAgainAfter = o.ViewEvery = o.LaneTimeMin = TimeSpan.FromMinutes(1));
        services.Configure<SchedulingOptions>(o => o.LeaseDuration = TimeSpan.FromMinutes(5));
        services.Configure<DeviceOptions>(o => o.RenewEvery = TimeSpan.FromMinutes(1));
    }

    private static void AddStudio(
        IServiceCollection services, FakeStudio studio, FakeEncoder encoder, SharedStorage storage)
    {
        services.AddSingleton<IEditReader>(studio);
        services.AddSingleton<IFilmPreparer>(studio);
        services.AddSingleton<ISoundMixer>(studio);
        services.AddSingleton<IFilmAssembler>(studio);
        services.AddSingleton<IPlaylistPublisher>(studio);
        services.AddSingleton<IFinishedParts>(studio);
        services.AddSingleton<ICallbackSender>(studio);
        services.AddSingleton<IFrameStore>(studio.Frames);
        services.AddSingleton<IFrameRenderer>(new FakeRenderer(studio));
        services.AddSingleton<ISegmentEncoder>(encoder);
        services.AddGrainStorage(RenderGrain.Storage, (_, _) => storage);
        services.Configure<RenderOptions>(o =>
        {
            o.AnnounceAgainAfter = TimeSpan.FromMilliseconds(300);
            o.RetryAfter = TimeSpan.FromMilliseconds(20);
            o.ViewEvery = TimeSpan.FromMilliseconds(20);
        });
        services.Configure<SchedulingOptions>(o =>
        {
            o.LeaseDuration = TimeSpan.FromSeconds(1);
            o.ExpireEvery = TimeSpan.FromMilliseconds(50);
        });
        services.Configure<DeviceOptions>(o =>
        {
            o.RenewEvery = TimeSpan.FromMilliseconds(200);
            o.ReportAgainAfter = TimeSpan.FromMilliseconds(20);
            o.DrainWithin = TimeSpan.FromMilliseconds(300);
        });
        services.Configure<EncodingOptions>(o => o.ReportAgainAfter = TimeSpan.FromMilliseconds(20));
    }
}
