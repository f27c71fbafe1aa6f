using Framemill.Devices;
using Framemill.Renders;
using Framemill.Silo.Readings;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Runtime;

namespace Framemill.Silo.Hosting;

/// <summary>
/// Speaks for the devices of this machine: today its CPU. It announces them, with what they and the machine's cards
/// tell of themselves, from the moment the silo is up and again and again, so that a device whose grain was lost works
/// on, and has them give back what they hold before the silo stops.
/// </summary>
internal sealed partial class NodeAgent(
    IGrainFactory grains, IOptions<ServerOptions> server, IOptions<RenderOptions> renders,
    IOptions<DeviceOptions> devices, DeviceReadings readings, TimeProvider time, ILogger<NodeAgent> logger)
    : IHostedService, IDisposable
{
    /// <summary>For the words around a drain: the work itself has the time of the setting.</summary>
    private static readonly TimeSpan DrainMargin = TimeSpan.FromSeconds(1);

    private const int AttemptsAtStartMax = 20;
    private static readonly TimeSpan AgainAtStartAfter = TimeSpan.FromMilliseconds(100);

    private readonly CancellationTokenSource _stop = new();

    private Task _announcing = Task.CompletedTask;

    private string Key => DeviceKey.Of(server.Value.SiloName, "cpu0");

    private IGpuDeviceGrain Device => grains.GetGrain<IGpuDeviceGrain>(Key);

    /// <summary>
    /// Called by the silo, once grains can be called. Somebody may have called a device just before its silo was there:
    /// then the first word fails with that call, and is said again.
    /// </summary>
    public async Task BeginAsync(CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await AnnounceAsync(cancellationToken);
                break;
            }
            catch (OrleansException error) when (attempt < AttemptsAtStartMax)
            {
                LogNotAnnounced(error);
                await Task.Delay(AgainAtStartAfter, time, cancellationToken);
            }
        }

        _announcing = AnnounceAgainAsync(_stop.Token);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>
    /// The host stops what was registered last first, so this runs while the silo is still up. What is not given back
    /// in time is queued again when the silo has gone.
    /// </summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stop.CancelAsync();
        if (cancellationToken.IsCancellationRequested) return; // There is no time to hand over.
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(devices.Value.DrainWithin + DrainMargin);
        await Device.DrainAsync(limit.Token).WaitAsync(limit.Token).ConfigureAwait(
            ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Dispose() => _stop.Dispose();

    private Task AnnounceAsync(CancellationToken cancellationToken) => Device.AnnounceAsync(
        new DeviceDescription
        {
            Pool = renders.Value.Pool,
            LaneSlots = server.Value.LaneSlots,
            LightSlots = server.Value.StepSlots,
            MemoryBytes = server.Value.DeviceMemoryBytes,
        },
        readings.Read(Key),
        cancellationToken);

    private async Task AnnounceAgainAsync(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(devices.Value.AnnounceEvery, time);
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await timer.WaitForNextTickAsync(stop);
                await AnnounceAsync(stop);
            }
            catch (Exception error) when (!stop.IsCancellationRequested)
            {
                LogNotAnnounced(error);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The devices of this machine could not be announced")]
    private partial void LogNotAnnounced(Exception error);
}
