using Framemill.Devices;
using Framemill.Renders;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Runtime;

namespace Framemill.Silo.Hosting;

/// <summary>
/// When the silo is up: its device starts to pull work, and every render that had not ended goes on.
/// </summary>
internal sealed class OpenRendersStartup(
    IGrainFactory grains, IOptions<ServerOptions> server, IOptions<RenderOptions> renders) : IStartupTask
{
    public async Task Execute(CancellationToken cancellationToken)
    {
        var device = DeviceKey.Of(server.Value.SiloName, "cpu0");
        await grains.GetGrain<IGpuDeviceGrain>(device).AnnounceAsync(
            new DeviceDescription
            {
                Pool = renders.Value.Pool,
                LaneSlots = server.Value.LaneSlots,
                LightSlots = server.Value.StepSlots,
                MemoryBytes = server.Value.DeviceMemoryBytes,
            },
            cancellationToken);
        await Task.WhenAll(Enumerable.Range(0, OpenRenderShards.Count)
            .Select(shard => grains.GetGrain<IOpenRendersGrain>(shard).ReconcileAsync(cancellationToken)));
    }
}
