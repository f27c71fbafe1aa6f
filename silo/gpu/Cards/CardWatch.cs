using Framemill.Gpu.Native;

namespace Framemill.Gpu;

/// <summary>Reads how cards are doing through NVML. May be shared by threads.</summary>
public sealed class CardWatch : IDisposable
{
    private bool _disposed;

    private CardWatch()
    {
    }

    /// <summary>Null, with the reason, where NVML is absent or refuses. Never throws.</summary>
    public static CardWatch? TryOpen(out string? reason)
    {
        reason = null;
        if (!NativeLibraries.IsThere(Nvml.Library))
        {
            reason = $"{Nvml.Library} is not on this machine";
            return null;
        }

        try
        {
            NvmlException.Check(Nvml.Init());
            return new();
        }
        catch (Exception fault) when (fault is NvmlException or EntryPointNotFoundException)
        {
            reason = fault.Message;
            return null;
        }
    }

    /// <exception cref="NvmlException">The card is not there (any more), or is lost.</exception>
    public CardHealth Read(GpuCard card)
    {
        ArgumentNullException.ThrowIfNull(card);
        ObjectDisposedException.ThrowIf(_disposed, this);
        NvmlException.Check(Nvml.DeviceGetHandleByUuid(card.Uuid, out var device));
        var memory = Told(Nvml.DeviceGetMemoryInfo(device, out var bytes));
        var utilization = Told(Nvml.DeviceGetUtilizationRates(device, out var rates));
        var temperature = Told(Nvml.DeviceGetTemperature(device, Nvml.TemperatureOfGpu, out var celsius));
        var power = Told(Nvml.DeviceGetPowerUsage(device, out var milliwatts));
        return new()
        {
            MemoryUsedBytes = memory ? (long)bytes.Used : null,
            MemoryTotalBytes = memory ? (long)bytes.Total : null,
            BusyPercent = utilization ? (int)rates.Gpu : null,
            MemoryBusyPercent = utilization ? (int)rates.Memory : null,
            Celsius = temperature ? (int)celsius : null,
            Watts = power ? milliwatts / 1000.0 : null,
        };
    }

    public void Dispose()
    {
        if (_disposed) return;
        _disposed = true;
        _ = Nvml.Shutdown();
    }

    // Some cards do not tell some things; a card that is lost must not look like one that is silent.
    private static bool Told(NvmlReturn result)
    {
        if (result is NvmlReturn.NotSupported or NvmlReturn.NoPermission or NvmlReturn.NoData) return false;
        NvmlException.Check(result);
        return true;
    }
}
