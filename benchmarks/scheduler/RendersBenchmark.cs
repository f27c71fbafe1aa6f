using System.Diagnostics;
using System.Globalization;
using Framemill.Devices;
using Framemill.Encoding;
using Framemill.Ports;
using Framemill.Renders;
using Framemill.Storage;
using Framemill.Storage.Grains;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;

namespace Framemill.Benchmarks.Scheduler;

/// <summary>
/// Renders of 20 segments that do nothing, from the submission to the recorded end, through the real grains: each
/// acceptance, each segment and each end is on the disk before it counts.
/// </summary>
internal sealed class RendersBenchmark : IContender, IRenderObserver
{
    private const int InFlight = 32;
    private readonly HashSet<string> _ended = [];
    private readonly string _folder = Directory.CreateTempSubdirectory("framemill-bench-").FullName;
    private readonly IHost _host;
    private TaskCompletionSource _all = new();
    private int _wanted;
    private int _round;

    private RendersBenchmark() => _host = HostIn(_folder);

    public string Name => "Framemill, no-op renders, SQLite (WAL, FULL)";

    public static async Task<RendersBenchmark> StartAsync()
    {
        var benchmark = new RendersBenchmark();
        await benchmark._host.StartAsync();
        await benchmark.Grains.GetGrain<IGpuDeviceGrain>(DeviceKey.Of("bench", "cpu0")).AnnounceAsync(
            new DeviceDescription { Pool = "cpu", LaneSlots = 64, LightSlots = 32, MemoryBytes = 1L << 40 },
            [],
            CancellationToken.None);
        return benchmark;
    }

    public async Task<Round> RunAsync(int jobs)
    {
        var bytes = GC.GetTotalAllocatedBytes();
        var processor = Environment.CpuUsage.TotalTime;
        var begun = Stopwatch.GetTimestamp();
        await PlayAsync(Grains, $"round{++_round}-", jobs);
        var seconds = Stopwatch.GetElapsedTime(begun).TotalSeconds;
        processor = Environment.CpuUsage.TotalTime - processor;
        bytes = GC.GetTotalAllocatedBytes() - bytes;
        return new Round(seconds, string.Create(
            CultureInfo.InvariantCulture,
            $"{processor.TotalMilliseconds / jobs:F2} CPU ms and {bytes / jobs / 1024} KiB of garbage each"));
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private IGrainFactory Grains => _host.Services.GetRequiredService<IGrainFactory>();

    public Task ChangedAsync(RenderView view)
    {
        if (view.State is RenderState.Done) Count(view.Id);
        if (view.State is RenderState.Failed) _all.TrySetException(new InvalidOperationException($"{view.Id} failed."));
        return Task.CompletedTask;
    }

    private async Task PlayAsync(IGrainFactory grains, string name, int count)
    {
        (_wanted, _all) = (count, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        lock (_ended) _ended.Clear();
        var next = -1;
        var observer = grains.CreateObjectReference<IRenderObserver>(this);
        await Task.WhenAll(Enumerable.Range(0, InFlight).Select(_ => Task.Run(async () =>
        {
            for (var i = Interlocked.Increment(ref next); i < count; i = Interlocked.Increment(ref next))
            {
                var render = grains.GetGrain<IRenderGrain>($"{name}{i}");
                await render.SubmitAsync(new SubmitRender { Edit = "{}" }, CancellationToken.None);
                if (await render.SubscribeAsync(observer, CancellationToken.None) is { State: RenderState.Done } done)
                    Count(done.Id);
            }
        })));
        await _all.Task;
    }

    private void Count(string id)
    {
        lock (_ended)
        {
            if (_ended.Add(id) && _ended.Count == _wanted) _all.TrySetResult();
        }
    }

    private static IHost HostIn(string folder)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        var studio = new NothingStudio(Contest.Tasks);
        builder.Services.AddSingleton<IEditReader>(studio);
        builder.Services.AddSingleton<IFilmPreparer>(studio);
        builder.Services.AddSingleton<ISoundMixer>(studio);
        builder.Services.AddSingleton<IFilmAssembler>(studio);
        builder.Services.AddSingleton<IPlaylistPublisher>(studio);
        builder.Services.AddSingleton<IFinishedParts>(studio);
        builder.Services.AddSingleton<ICallbackSender>(studio);
        builder.Services.AddSingleton<IFrameStore>(studio);
        builder.Services.AddSingleton<IFrameRenderer>(studio);
        builder.Services.AddSingleton<ISegmentEncoder>(studio);
        builder.UseOrleans(silo =>
        {
            silo.UseLocalhostClustering(siloPort: 11912, gatewayPort: 30912);
            silo.Configure<SiloOptions>(o => o.SiloName = "bench");
            silo.AddMemoryGrainStorage("PubSubStore");
            silo.AddMemoryStreams(FrameStream.Provider);
            silo.UseSqliteReminderService(o => o.Path = Path.Combine(folder, "state.db"));
            silo.AddSqliteGrainStorage(RenderGrain.Storage, o => o.Path = Path.Combine(folder, "state.db"));
            silo.AddFramemillGrains();
        });
        return builder.Build();
    }
}
