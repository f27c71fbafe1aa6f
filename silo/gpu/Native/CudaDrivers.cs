namespace Framemill.Gpu.Native;

/// <summary>Which way this process calls the driver.</summary>
public static class CudaDrivers
{
    /// <summary>The room's own imports, unless a start of the program has put another way in their place.</summary>
    public static ICudaDriver Default { get; set; } = new NativeCudaDriver();

    /// <summary>Null where a driver's library is on this machine, else why none can be used.</summary>
    public static string? WhyNotThere() => NativeLibraries.IsThere(CudaImports.Library)
        ? null
        : $"no NVIDIA driver: {CudaImports.Library} is not on this machine";
}
