using Framemill.Gpu.Native;

namespace Framemill.Gpu;

/// <summary>Reads how cards are doing through NVML. May be shared by threads.</summary>
public sealed class CardWatch : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Entry> _cards = new(StringComparer.Ordinal);
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
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            NvmlException.Check(Nvml.DeviceGetHandleByUuid(card.Uuid, out var device));
            if (!_cards.TryGetValue(card.Uuid, out var entry))
                _cards.Add(card.Uuid, entry = new Entry(XidEvents.TryOpen(device)));
            entry.Take();
            return Read(device) with { Xid = entry.Xid, Xids = entry.Xids };
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            if (_disposed) return;
            _disposed = true;
            foreach (var card in _cards.Values) card.Events?.Dispose();
            _ = Nvml.Shutdown();
        }
    }

    private static CardHealth Read(nint device)
    {
        var hasMemory = Told(Nvml.DeviceGetMemoryInfo(device, out var bytes));
        var hasRates = Told(Nvml.DeviceGetUtilizationRates(device, out var rates));
        return new()
        {
            MemoryUsedBytes = hasMemory ? (long)bytes.Used : null,
            MemoryTotalBytes = hasMemory ? (long)bytes.Total : null,
            BusyPercent = hasRates ? (int)rates.Gpu : null,
            MemoryBusyPercent = hasRates ? (int)rates.Memory : null,
            Celsius = Int(Nvml.DeviceGetTemperature(device, Nvml.TemperatureOfGpu, out var celsius), celsius),
            CelsiusSlow = Threshold(device, Nvml.ThresholdOfSlowdown),
            CelsiusStop = Threshold(device, Nvml.ThresholdOfShutdown),
            Watts = Thousandth(Nvml.DeviceGetPowerUsage(device, out var drawn), drawn),
            WattsMax = Thousandth(Nvml.DeviceGetEnforcedPowerLimit(device, out var limit), limit),
            Joules = Thousandth(Nvml.DeviceGetTotalEnergyConsumption(device, out var energy), energy),
            Megahertz = Int(Nvml.DeviceGetClockInfo(device, Nvml.ClockOfMultiprocessors, out var clock), clock),
            MegahertzMax = Int(Nvml.DeviceGetMaxClockInfo(device, Nvml.ClockOfMultiprocessors, out var most), most),
            SlowBecause = Told(Nvml.DeviceGetCurrentClocksThrottleReasons(device, out var reasons))
                ? (SlowReasons)reasons : null,
            ErrorsCorrected = Errors(device, Nvml.ErrorsCorrected),
            ErrorsUncorrected = Errors(device, Nvml.ErrorsUncorrected),
        };
    }

    private static int? Threshold(nint device, uint threshold) =>
        Int(Nvml.DeviceGetTemperatureThreshold(device, threshold, out var celsius), celsius);

    private static long? Errors(nint device, uint type) =>
        Told(Nvml.DeviceGetTotalEccErrors(device, type, Nvml.ErrorsVolatile, out var errors)) ? (long)errors : null;

    private static int? Int(NvmlReturn result, uint value) => Told(result) ? (int)value : null;

    private static double? Thousandth(NvmlReturn result, ulong value) => Told(result) ? value / 1000.0 : null;

    /// <summary>Some cards do not tell some things; one that is lost must not look like one that is silent.</summary>
    private static bool Told(NvmlReturn result)
    {
        if (result is NvmlReturn.NotSupported or NvmlReturn.NoPermission or NvmlReturn.NoData
            or NvmlReturn.InvalidArgument or NvmlReturn.FunctionNotFound) return false;
        NvmlException.Check(result);
        return true;
    }

    /// <summary>What was heard of a card since it is watched.</summary>
    private sealed class Entry(XidEvents? events)
    {
        public XidEvents? Events => events;

        public int? Xid { get; private set; }

        public long Xids { get; private set; }

        public void Take()
        {
            while (events?.Next() is { } xid) (Xid, Xids) = (xid, Xids + 1);
        }
    }
}
