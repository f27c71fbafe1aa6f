using Framemill.Devices;
using Framemill.Renders;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Runtime;

namespace Framemill.Silo.Hosting;

/// <summary>
/// The device of this machine: its CPU. It pulls work from the moment the silo is up, and gives back what it holds
/// before the silo stops.
/// </summary>
internal sealed class LocalDevice(
    IGrainFactory grains, IOptions<ServerOptions> server, IOptions<RenderOptions> renders)
        : IStartupTask, IHostedService
{
    private static readonly TimeSpan DrainLimit = TimeSpan.FromSeconds(5);

    private IGpuDeviceGrain Device =>
        grains.GetGrain<IGpuDeviceGrain>(DeviceKey.Of(server.Value.SiloName, "cpu0"));

    /// <summary>Called by the silo, once grains can be called.</summary>
    public Task Execute(CancellationToken cancellationToken) => Device.AnnounceAsync(
        new DeviceDescription
        {
            Pool = renders.Value.Pool,
            LaneSlots = server.Value.LaneSlots,
            LightSlots = server.Value.StepSlots,
            MemoryBytes = server.Value.DeviceMemoryBytes,
        },
        cancellationToken);

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>
    /// The host stops what was registered last first, so this runs while the silo is still up. What is not given back
    /// in time is queued again when the silo has gone.
    /// </summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested) return; // There is no time to hand over.
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(DrainLimit);
        await Device.DrainAsync(limit.Token).WaitAsync(limit.Token).ConfigureAwait(
            ConfigureAwaitOptions.SuppressThrowing);
    }
}
