using System.Runtime.InteropServices;

namespace Framemill.Gpu.Native;

/// <summary>The management library's functions as they are exported.</summary>
internal static partial class Nvml
{
    public const string Library = "libnvidia-ml.so.1";

    public const uint TemperatureOfGpu = 0;

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

    /// <summary>Bytes.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public readonly record struct MemoryInfo(ulong Total, ulong Free, ulong Used);

    /// <summary>Per cent of the time since the last reading.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public readonly record struct Utilization(uint Gpu, uint Memory);
}
