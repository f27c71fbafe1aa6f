namespace Framemill.Gpu.Native;

/// <summary>Which way this process calls the driver.</summary>
public static class CudaDrivers
{
    // Beside the program only where the build was asked for it (-p:Cuda=ManagedCuda); see ADR 0006.
    private const string ManagedCuda = "Framemill.Gpu.ManagedCuda.ManagedCudaDriver, Framemill.Gpu.ManagedCuda";

    /// <summary>The room's own imports, or ManagedCuda's where the build has brought them along.</summary>
    public static ICudaDriver Default { get; } =
        Type.GetType(ManagedCuda, throwOnError: false) is { } type
            ? (ICudaDriver)Activator.CreateInstance(type)!
            : new NativeCudaDriver();

    /// <summary>Null where a driver's library is on this machine, else why none can be used.</summary>
    public static string? WhyNotThere() => NativeLibraries.IsThere(CudaImports.Library)
        ? null
        : $"no NVIDIA driver: {CudaImports.Library} is not on this machine";
}
