using System.Runtime.InteropServices;

namespace Framemill.Gpu.Native;

/// <summary>The management library's functions as they are exported.</summary>
internal static partial class Nvml
{
    public const string Library = "libnvidia-ml.so.1";

    public const uint TemperatureOfGpu = 0;

    public const uint ThresholdOfShutdown = 0;

    public const uint ThresholdOfSlowdown = 1;

    public const uint ClockOfMultiprocessors = 1;

    public const uint ErrorsCorrected = 0;

    public const uint ErrorsUncorrected = 1;

    /// <summary>Counted since the driver was loaded.</summary>
    public const uint ErrorsVolatile = 0;

    /// <summary>nvmlEventTypeXidCriticalError.</summary>
    public const ulong EventXid = 8;

    [LibraryImport(Library, EntryPoint = "nvmlInit_v2")]
    public static partial NvmlReturn Init();

    [LibraryImport(Library, EntryPoint = "nvmlShutdown")]
    public static partial NvmlReturn Shutdown();

    [LibraryImport(Library, EntryPoint = "nvmlDeviceGetHandleByUUID", StringMarshalling = StringMarshalling.Utf8)]
    public static partial NvmlReturn DeviceGetHandleByUuid(string uuid, out nint device);

    [LibraryImport(Library, EntryPoint = "nvmlDeviceGetMemoryInfo")]
    public static partial NvmlReturn DeviceGetMemoryInfo(nint device, out MemoryInfo memory);

    [LibraryImport(Library, EntryPoint = "nvmlDeviceGetUtilizationRates")]
    public static partial NvmlReturn DeviceGetUtilizationRates(nint device, out Utilization utilization);

    [LibraryImport(Library, EntryPoint = "nvmlDeviceGetTemperature")]
    public static partial NvmlReturn DeviceGetTemperature(nint device, uint sensor, out uint celsius);

    [LibraryImport(Library, EntryPoint = "nvmlDeviceGetPowerUsage")]
    public static partial NvmlReturn DeviceGetPowerUsage(nint device, out uint milliwatts);

    [LibraryImport(Library, EntryPoint = "nvmlDeviceGetTemperatureThreshold")]
    public static partial NvmlReturn DeviceGetTemperatureThreshold(nint device, uint threshold, out uint celsius);

    [LibraryImport(Library, EntryPoint = "nvmlDeviceGetEnforcedPowerLimit")]
    public static partial NvmlReturn DeviceGetEnforcedPowerLimit(nint device, out uint milliwatts);

    [LibraryImport(Library, EntryPoint = "nvmlDeviceGetTotalEnergyConsumption")]
    public static partial NvmlReturn DeviceGetTotalEnergyConsumption(nint device, out ulong millijoules);

    [LibraryImport(Library, EntryPoint = "nvmlDeviceGetClockInfo")]
    public static partial NvmlReturn DeviceGetClockInfo(nint device, uint clock, out uint megahertz);

    [LibraryImport(Library, EntryPoint = "nvmlDeviceGetMaxClockInfo")]
    public static partial NvmlReturn DeviceGetMaxClockInfo(nint device, uint clock, out uint megahertz);

    [LibraryImport(Library, EntryPoint = "nvmlDeviceGetCurrentClocksThrottleReasons")]
    public static partial NvmlReturn DeviceGetCurrentClocksThrottleReasons(nint device, out ulong reasons);

    [LibraryImport(Library, EntryPoint = "nvmlDeviceGetTotalEccErrors")]
    public static partial NvmlReturn DeviceGetTotalEccErrors(nint device, uint type, uint counter, out ulong errors);

    [LibraryImport(Library, EntryPoint = "nvmlEventSetCreate")]
    public static partial NvmlReturn EventSetCreate(out nint set);

    [LibraryImport(Library, EntryPoint = "nvmlDeviceRegisterEvents")]
    public static partial NvmlReturn DeviceRegisterEvents(nint device, ulong types, nint set);

    [LibraryImport(Library, EntryPoint = "nvmlEventSetWait_v2")]
    public static partial NvmlReturn EventSetWait(nint set, out EventData data, uint milliseconds);

    [LibraryImport(Library, EntryPoint = "nvmlEventSetFree")]
    public static partial NvmlReturn EventSetFree(nint set);

    /// <summary>Of an Xid event, <paramref name="Value"/> is the Xid.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public readonly record struct EventData(
        nint Device, ulong Type, ulong Value, uint GpuInstance, uint ComputeInstance);

    /// <summary>Bytes.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public readonly record struct MemoryInfo(ulong Total, ulong Free, ulong Used);

    /// <summary>Per cent of the time since the last reading.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public readonly record struct Utilization(uint Gpu, uint Memory);
}
