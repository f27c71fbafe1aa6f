using Framemill.Encoding;
using Orleans.Concurrency;

namespace Framemill.Devices;

/// <summary>
/// One device, keyed <c>{silo name}/{device}</c>. It lives only on the silo that owns the device; with that silo gone,
/// calls fail until it is back.
/// </summary>
[Alias("framemill.devices.IGpuDeviceGrain")]
public interface IGpuDeviceGrain : IGrainWithStringKey
{
    /// <summary>
    /// Said by the owning silo when it starts, and again and again; the device pulls work from then on. One that drains
    /// goes on draining.
    /// </summary>
    /// <param name="readings">Of the device itself, under its key, and of cards in its machine.</param>
    [Alias("announce")]
    Task AnnounceAsync(
        DeviceDescription description, IReadOnlyList<DeviceReading> readings, CancellationToken cancellationToken);

    /// <summary>There may be work.</summary>
    [OneWay]
    [Alias("wake")]
    Task WakeAsync();

    /// <summary>Stops the work under these leases; nobody waits for it any more.</summary>
    [OneWay]
    [Alias("revoke")]
    Task RevokeAsync(IReadOnlyList<string> leaseIds);

    /// <summary>More urgent work waits: give these leases back at the end of the segment that is being made.</summary>
    [OneWay]
    [Alias("yield")]
    Task YieldAsync(IReadOnlyList<string> leaseIds);

    [OneWay]
    [Alias("lane-ended")]
    Task LaneEndedAsync(string leaseId, LaneOutcome outcome);

    /// <summary>Said when the silo stops: gives everything back and pulls no more.</summary>
    [Alias("drain")]
    Task DrainAsync(CancellationToken cancellationToken);

    /// <summary>
    /// For maintenance: lets what runs end with its segment and takes no more, until it is told to go on or its silo
    /// starts anew. Does not wait.
    /// </summary>
    [Alias("set-draining")]
    Task SetDrainingAsync(bool isDraining, CancellationToken cancellationToken);

    [ReadOnly]
    [Alias("get")]
    Task<DeviceView> GetAsync(CancellationToken cancellationToken);
}
