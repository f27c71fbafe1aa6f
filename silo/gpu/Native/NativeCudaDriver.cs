namespace Framemill.Gpu.Native;

/// <summary>The driver that is installed on this machine, called directly.</summary>
internal sealed unsafe class NativeCudaDriver : ICudaDriver
{
    private const uint NonBlocking = 1;
    private const uint WithoutTime = 2;
    private const uint Portable = 1;
    private const uint ElementBytes = 16;

    public string Name => CudaImports.Library;

    public CudaResult Init() => CudaImports.Init(0);

    public CudaResult DriverGetVersion(out int version) => CudaImports.DriverGetVersion(out version);

    public CudaResult DeviceGetCount(out int count) => CudaImports.DeviceGetCount(out count);

    public CudaResult DeviceGet(out int device, int ordinal) => CudaImports.DeviceGet(out device, ordinal);

    public CudaResult DeviceGetName(Span<byte> name, int device)
    {
        fixed (byte* first = name) return CudaImports.DeviceGetName(first, name.Length, device);
    }

    public CudaResult DeviceGetUuid(Span<byte> uuid, int device)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(uuid.Length, 16, nameof(uuid));
        fixed (byte* first = uuid) return CudaImports.DeviceGetUuid(first, device);
    }

    public CudaResult DeviceTotalMem(out nuint bytes, int device) => CudaImports.DeviceTotalMem(out bytes, device);

    public CudaResult DeviceGetAttribute(out int value, CudaAttribute attribute, int device) =>
        CudaImports.DeviceGetAttribute(out value, attribute, device);

    public CudaResult DevicePrimaryCtxRetain(out nint context, int device) =>
        CudaImports.DevicePrimaryCtxRetain(out context, device);

    public CudaResult DevicePrimaryCtxRelease(int device) => CudaImports.DevicePrimaryCtxRelease(device);

    public CudaResult CtxPushCurrent(nint context) => CudaImports.CtxPushCurrent(context);

    public CudaResult CtxPopCurrent(out nint context) => CudaImports.CtxPopCurrent(out context);

    public CudaResult ModuleLoadData(out nint module, ReadOnlySpan<byte> image)
    {
        fixed (byte* first = image) return CudaImports.ModuleLoadData(out module, first);
    }

    public CudaResult ModuleUnload(nint module) => CudaImports.ModuleUnload(module);

    public CudaResult ModuleGetFunction(out nint function, nint module, string name) =>
        CudaImports.ModuleGetFunction(out function, module, name);

    public CudaResult MemGetInfo(out nuint free, out nuint total) => CudaImports.MemGetInfo(out free, out total);

    public CudaResult MemAlloc(out ulong address, nuint bytes) => CudaImports.MemAlloc(out address, bytes);

    public CudaResult MemAllocPitch(out ulong address, out nuint pitch, nuint widthBytes, nuint height) =>
        CudaImports.MemAllocPitch(out address, out pitch, widthBytes, height, ElementBytes);

    public CudaResult MemFree(ulong address) => CudaImports.MemFree(address);

    public CudaResult MemHostAlloc(out nint address, nuint bytes) =>
        CudaImports.MemHostAlloc(out address, bytes, Portable);

    public CudaResult MemFreeHost(nint address) => CudaImports.MemFreeHost(address);

    public CudaResult Memcpy2DAsync(in Copy2D copy, nint stream)
    {
        fixed (Copy2D* first = &copy) return CudaImports.Memcpy2DAsync(first, stream);
    }

    public CudaResult StreamCreate(out nint stream) => CudaImports.StreamCreate(out stream, NonBlocking);

    public CudaResult StreamDestroy(nint stream) => CudaImports.StreamDestroy(stream);

    public CudaResult StreamSynchronize(nint stream) => CudaImports.StreamSynchronize(stream);

    public CudaResult StreamWaitEvent(nint stream, nint cudaEvent) =>
        CudaImports.StreamWaitEvent(stream, cudaEvent, 0);

    public CudaResult EventCreate(out nint cudaEvent, bool keepsTime) =>
        CudaImports.EventCreate(out cudaEvent, keepsTime ? 0 : WithoutTime);

    public CudaResult EventDestroy(nint cudaEvent) => CudaImports.EventDestroy(cudaEvent);

    public CudaResult EventRecord(nint cudaEvent, nint stream) => CudaImports.EventRecord(cudaEvent, stream);

    public CudaResult EventSynchronize(nint cudaEvent) => CudaImports.EventSynchronize(cudaEvent);

    public CudaResult EventElapsedTime(out float milliseconds, nint start, nint end) =>
        CudaImports.EventElapsedTime(out milliseconds, start, end);

    public CudaResult LaunchKernel(nint function, LaunchShape shape, nint stream, ReadOnlySpan<byte> argument)
    {
        // The driver reads as many bytes as the kernel declares, while the call lasts.
        fixed (byte* first = argument)
        {
            void* parameter = first;
            return CudaImports.LaunchKernel(
                function, shape.GridX, shape.GridY, 1, shape.BlockX, shape.BlockY, 1, 0, stream, &parameter, null);
        }
    }
}
