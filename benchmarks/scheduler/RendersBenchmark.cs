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
internal sealed class RendersBenchmark(int renders) : IRenderObserver
{
    private const int Segments = 20;
    private const int InFlight = 32;
    private const int WarmUp = 1_000;
    private readonly HashSet<string> _ended = [];
    private TaskCompletionSource _all = new();
    private int _wanted;

    public async Task<string> RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("framemill-bench-").FullName;
        try
        {
            using var host = HostIn(folder);
            await host.StartAsync();
            var grains = host.Services.GetRequiredService<IGrainFactory>();
            await grains.GetGrain<IGpuDeviceGrain>(DeviceKey.Of("bench", "cpu0")).AnnounceAsync(
                new DeviceDescription { Pool = "cpu", LaneSlots = 64, LightSlots = 32, MemoryBytes = 1L << 40 },
                CancellationToken.None);
            await PlayAsync(grains, "warm", WarmUp);
            var bytes = GC.GetTotalAllocatedBytes();
            var processor = Environment.CpuUsage.TotalTime;
            var begun = Stopwatch.GetTimestamp();
            await PlayAsync(grains, "film", renders);
            var seconds = Stopwatch.GetElapsedTime(begun).TotalSeconds;
            processor = Environment.CpuUsage.TotalTime - processor;
            bytes = GC.GetTotalAllocatedBytes() - bytes;
            await host.StopAsync();
            return string.Create(
                CultureInfo.InvariantCulture,
                $"| Framemill, no-op renders of {Segments} segments, SQLite (WAL, FULL) "
                + $"| {renders / seconds:F0} renders/s | {renders * Segments / seconds:F0} segments/s, "
                + $"{processor.TotalMilliseconds / renders:F2} CPU ms and {bytes / renders / 1024} KiB each |");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

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
        var studio = new NothingStudio(Segments);
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
