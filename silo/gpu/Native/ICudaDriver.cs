namespace Framemill.Gpu.Native;

/// <summary>
/// The part of CUDA's driver API that the room uses, function by function and named as there (without <c>cu</c>).
/// Handles are plain numbers here: who owns them is told by the classes above. Each answers with the driver's result.
/// </summary>
/// <remarks>
/// What works on memory, streams, events and modules wants a context to be current on the calling thread.
/// </remarks>
public interface ICudaDriver
{
    /// <summary>Who calls the driver, for reports.</summary>
    string Name { get; }

    CudaResult Init();

    /// <summary>The newest CUDA the driver knows, such as 12040 for 12.4.</summary>
    CudaResult DriverGetVersion(out int version);

    CudaResult DeviceGetCount(out int count);

    CudaResult DeviceGet(out int device, int ordinal);

    /// <summary>Writes a name that ends with zero.</summary>
    CudaResult DeviceGetName(Span<byte> name, int device);

    /// <summary>Writes 16 bytes.</summary>
    CudaResult DeviceGetUuid(Span<byte> uuid, int device);

    CudaResult DeviceTotalMem(out nuint bytes, int device);

    CudaResult DeviceGetAttribute(out int value, CudaAttribute attribute, int device);

    CudaResult DevicePrimaryCtxRetain(out nint context, int device);

    CudaResult DevicePrimaryCtxRelease(int device);

    CudaResult CtxPushCurrent(nint context);

    CudaResult CtxPopCurrent(out nint context);

    /// <summary>A cubin, or PTX that ends with zero.</summary>
    CudaResult ModuleLoadData(out nint module, ReadOnlySpan<byte> image);

    CudaResult ModuleUnload(nint module);

    CudaResult ModuleGetFunction(out nint function, nint module, string name);

    CudaResult MemGetInfo(out nuint free, out nuint total);

    CudaResult MemAlloc(out ulong address, nuint bytes);

    /// <summary>Rows that begin at addresses which the card reads best.</summary>
    CudaResult MemAllocPitch(out ulong address, out nuint pitch, nuint widthBytes, nuint height);

    CudaResult MemFree(ulong address);

    CudaResult MemHostAlloc(out nint address, nuint bytes);

    CudaResult MemFreeHost(nint address);

    CudaResult Memcpy2DAsync(in Copy2D copy, nint stream);

    CudaResult StreamCreate(out nint stream);

    CudaResult StreamDestroy(nint stream);

    CudaResult StreamSynchronize(nint stream);

    CudaResult StreamWaitEvent(nint stream, nint cudaEvent);

    CudaResult EventCreate(out nint cudaEvent, bool keepsTime);

    CudaResult EventDestroy(nint cudaEvent);

    CudaResult EventRecord(nint cudaEvent, nint stream);

    CudaResult EventSynchronize(nint cudaEvent);

    CudaResult EventElapsedTime(out float milliseconds, nint start, nint end);

    /// <summary>Launches a kernel that takes one struct by value.</summary>
    CudaResult LaunchKernel(nint function, LaunchShape shape, nint stream, ReadOnlySpan<byte> argument);
}
