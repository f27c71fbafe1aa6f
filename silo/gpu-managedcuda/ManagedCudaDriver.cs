using Framemill.Gpu.Native;
using ManagedCuda;
using ManagedCuda.BasicTypes;
using Calls = ManagedCuda.DriverAPINativeMethods;

namespace Framemill.Gpu.ManagedCuda;

/// <summary>The driver as ManagedCuda calls it: the same small boundary, its handles as plain numbers.</summary>
public sealed unsafe class ManagedCudaDriver : ICudaDriver
{
    private const int NonBlocking = 1;
    private const int WithoutTime = 2;
    private const int Portable = 1;
    private const uint ElementBytes = 16;
    private const int UuidBytes = 16;

    public string Name => "ManagedCuda";

    public CudaResult Init() => (CudaResult)Calls.cuInit(default);

    public CudaResult DriverGetVersion(out int version)
    {
        version = 0;
        return (CudaResult)Calls.cuDriverGetVersion(ref version);
    }

    public CudaResult DeviceGetCount(out int count)
    {
        count = 0;
        return (CudaResult)Calls.DeviceManagement.cuDeviceGetCount(ref count);
    }

    public CudaResult DeviceGet(out int device, int ordinal)
    {
        var made = default(CUdevice);
        var result = Calls.DeviceManagement.cuDeviceGet(ref made, ordinal);
        device = made.Pointer;
        return (CudaResult)result;
    }

    public CudaResult DeviceGetName(Span<byte> name, int device)
    {
        var bytes = new byte[name.Length];
        var result = Calls.DeviceManagement.cuDeviceGetName(bytes, bytes.Length, Device(device));
        bytes.CopyTo(name);
        return (CudaResult)result;
    }

    public CudaResult DeviceGetUuid(Span<byte> uuid, int device)
    {
        var made = new CUuuid { bytes = new byte[UuidBytes] };
        var result = Calls.DeviceManagement.cuDeviceGetUuid(ref made, Device(device));
        made.bytes.CopyTo(uuid);
        return (CudaResult)result;
    }

    public CudaResult DeviceTotalMem(out nuint bytes, int device)
    {
        SizeT total = 0;
        var result = Calls.DeviceManagement.cuDeviceTotalMem_v2(ref total, Device(device));
        bytes = (nuint)(ulong)total;
        return (CudaResult)result;
    }

    public CudaResult DeviceGetAttribute(out int value, CudaAttribute attribute, int device)
    {
        value = 0;
        return (CudaResult)Calls.DeviceManagement.cuDeviceGetAttribute(
            ref value, (CUDeviceAttribute)attribute, Device(device));
    }

    public CudaResult DevicePrimaryCtxRetain(out nint context, int device)
    {
        var made = default(CUcontext);
        var result = Calls.ContextManagement.cuDevicePrimaryCtxRetain(ref made, Device(device));
        context = made.Pointer;
        return (CudaResult)result;
    }

    public CudaResult DevicePrimaryCtxRelease(int device) =>
        (CudaResult)Calls.ContextManagement.cuDevicePrimaryCtxRelease(Device(device));

    public CudaResult CtxPushCurrent(nint context) =>
        (CudaResult)Calls.ContextManagement.cuCtxPushCurrent_v2(new CUcontext { Pointer = context });

    public CudaResult CtxPopCurrent(out nint context)
    {
        var popped = default(CUcontext);
        var result = Calls.ContextManagement.cuCtxPopCurrent_v2(ref popped);
        context = popped.Pointer;
        return (CudaResult)result;
    }

    public CudaResult ModuleLoadData(out nint module, ReadOnlySpan<byte> image)
    {
        var made = default(CUmodule);
        var result = Calls.ModuleManagement.cuModuleLoadData(ref made, image.ToArray());
        module = made.Pointer;
        return (CudaResult)result;
    }

    public CudaResult ModuleUnload(nint module) =>
        (CudaResult)Calls.ModuleManagement.cuModuleUnload(new CUmodule { Pointer = module });

    public CudaResult ModuleGetFunction(out nint function, nint module, string name)
    {
        var made = default(CUfunction);
        var result = Calls.ModuleManagement.cuModuleGetFunction(ref made, new CUmodule { Pointer = module }, name);
        function = made.Pointer;
        return (CudaResult)result;
    }

    public CudaResult MemGetInfo(out nuint free, out nuint total)
    {
        SizeT freeBytes = 0;
        SizeT totalBytes = 0;
        var result = Calls.MemoryManagement.cuMemGetInfo_v2(ref freeBytes, ref totalBytes);
        (free, total) = ((nuint)(ulong)freeBytes, (nuint)(ulong)totalBytes);
        return (CudaResult)result;
    }

    public CudaResult MemAlloc(out ulong address, nuint bytes)
    {
        var made = default(CUdeviceptr);
        var result = Calls.MemoryManagement.cuMemAlloc_v2(ref made, Size(bytes));
        address = made.Pointer;
        return (CudaResult)result;
    }

    public CudaResult MemAllocPitch(out ulong address, out nuint pitch, nuint widthBytes, nuint height)
    {
        var made = default(CUdeviceptr);
        SizeT pitchBytes = 0;
        var result = Calls.MemoryManagement.cuMemAllocPitch_v2(
            ref made, ref pitchBytes, Size(widthBytes), Size(height), ElementBytes);
        (address, pitch) = (made.Pointer, (nuint)(ulong)pitchBytes);
        return (CudaResult)result;
    }

    public CudaResult MemFree(ulong address) => (CudaResult)Calls.MemoryManagement.cuMemFree_v2(Pointer(address));

    public CudaResult MemHostAlloc(out nint address, nuint bytes)
    {
        address = 0;
        return (CudaResult)Calls.MemoryManagement.cuMemHostAlloc(
            ref address, Size(bytes), (CUMemHostAllocFlags)Portable);
    }

    public CudaResult MemFreeHost(nint address) => (CudaResult)Calls.MemoryManagement.cuMemFreeHost(address);

    public CudaResult Memcpy2DAsync(in Copy2D copy, nint stream)
    {
        var native = new CUDAMemCpy2D
        {
            srcMemoryType = copy.FromHost ? CUMemoryType.Host : CUMemoryType.Device,
            srcHost = copy.FromHost ? copy.Source : 0,
            srcDevice = Pointer(copy.FromHost ? 0 : (ulong)copy.Source),
            srcPitch = Size((nuint)copy.SourcePitch),
            dstMemoryType = copy.ToHost ? CUMemoryType.Host : CUMemoryType.Device,
            dstHost = copy.ToHost ? copy.Target : 0,
            dstDevice = Pointer(copy.ToHost ? 0 : (ulong)copy.Target),
            dstPitch = Size((nuint)copy.TargetPitch),
            WidthInBytes = Size((nuint)copy.WidthBytes),
            Height = Size((nuint)copy.Height),
        };
        return (CudaResult)Calls.AsynchronousMemcpy_v2.cuMemcpy2DAsync_v2(ref native, Stream(stream));
    }

    public CudaResult StreamCreate(out nint stream)
    {
        var made = default(CUstream);
        var result = Calls.Streams.cuStreamCreate(ref made, (CUStreamFlags)NonBlocking);
        stream = made.Pointer;
        return (CudaResult)result;
    }

    public CudaResult StreamDestroy(nint stream) => (CudaResult)Calls.Streams.cuStreamDestroy_v2(Stream(stream));

    public CudaResult StreamSynchronize(nint stream) =>
        (CudaResult)Calls.Streams.cuStreamSynchronize(Stream(stream));

    public CudaResult StreamWaitEvent(nint stream, nint cudaEvent) =>
        (CudaResult)Calls.Streams.cuStreamWaitEvent(Stream(stream), Event(cudaEvent), 0);

    public CudaResult EventCreate(out nint cudaEvent, bool keepsTime)
    {
        var made = default(CUevent);
        var result = Calls.Events.cuEventCreate(ref made, (CUEventFlags)(keepsTime ? 0 : WithoutTime));
        cudaEvent = made.Pointer;
        return (CudaResult)result;
    }

    public CudaResult EventDestroy(nint cudaEvent) => (CudaResult)Calls.Events.cuEventDestroy_v2(Event(cudaEvent));

    public CudaResult EventRecord(nint cudaEvent, nint stream) =>
        (CudaResult)Calls.Events.cuEventRecord(Event(cudaEvent), Stream(stream));

    public CudaResult EventSynchronize(nint cudaEvent) =>
        (CudaResult)Calls.Events.cuEventSynchronize(Event(cudaEvent));

    public CudaResult EventElapsedTime(out float milliseconds, nint start, nint end)
    {
        milliseconds = 0;
        return (CudaResult)Calls.Events.cuEventElapsedTime(ref milliseconds, Event(start), Event(end));
    }

    public CudaResult LaunchKernel(nint function, LaunchShape shape, nint stream, ReadOnlySpan<byte> argument)
    {
        fixed (byte* first = argument)
        {
            return (CudaResult)Calls.Launch.cuLaunchKernel(
                new CUfunction { Pointer = function },
                shape.GridX,
                shape.GridY,
                1,
                shape.BlockX,
                shape.BlockY,
                1,
                0,
                Stream(stream),
                [(nint)first],
                null);
        }
    }

    private static CUdevice Device(int device) => new() { Pointer = device };

    private static CUstream Stream(nint stream) => new() { Pointer = stream };

    private static CUevent Event(nint cudaEvent) => new() { Pointer = cudaEvent };

    private static CUdeviceptr Pointer(ulong address) => new() { Pointer = address };

    private static SizeT Size(nuint bytes) => (ulong)bytes;
}
