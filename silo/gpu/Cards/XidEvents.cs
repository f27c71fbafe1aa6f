using Framemill.Gpu.Native;

namespace Framemill.Gpu;

/// <summary>The grave errors that a driver tells of a card, as they come. Not to be shared by threads.</summary>
internal sealed class XidEvents : IDisposable
{
    private readonly nint _set;

    private XidEvents(nint set) => _set = set;

    /// <summary>Null where the driver tells of none.</summary>
    public static XidEvents? TryOpen(nint device)
    {
        if (Nvml.EventSetCreate(out var set) != NvmlReturn.Success) return null;
        if (Nvml.DeviceRegisterEvents(device, Nvml.EventXid, set) == NvmlReturn.Success) return new XidEvents(set);
        _ = Nvml.EventSetFree(set);
        return null;
    }

    /// <summary>The next that came since it was asked last; null for none. Does not wait.</summary>
    public int? Next() => Nvml.EventSetWait(_set, out var data, 0) == NvmlReturn.Success ? (int)data.Value : null;

    public void Dispose() => _ = Nvml.EventSetFree(_set);
}
