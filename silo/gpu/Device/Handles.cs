using Framemill.Gpu.Native;

namespace Framemill.Gpu;

internal sealed class StreamHandle : CudaHandle
{
    public StreamHandle(ContextHandle context)
        : base(context) => Own(static driver =>
    {
        CudaException.Check(driver.StreamCreate(out var stream));
        return stream;
    });

    protected override CudaResult Free(ICudaDriver driver, nint value) => driver.StreamDestroy(value);
}

internal sealed class EventHandle : CudaHandle
{
    public EventHandle(ContextHandle context, bool keepsTime)
        : base(context) => Own(driver =>
    {
        CudaException.Check(driver.EventCreate(out var cudaEvent, keepsTime));
        return cudaEvent;
    });

    protected override CudaResult Free(ICudaDriver driver, nint value) => driver.EventDestroy(value);
}

internal sealed class ModuleHandle : CudaHandle
{
    public ModuleHandle(ContextHandle context, byte[] image)
        : base(context) => Own(driver =>
    {
        CudaException.Check(driver.ModuleLoadData(out var module, image));
        return module;
    });

    protected override CudaResult Free(ICudaDriver driver, nint value) => driver.ModuleUnload(value);
}

/// <summary>Rows of a card's memory.</summary>
internal sealed class PitchedMemory : CudaHandle
{
    public PitchedMemory(ContextHandle context, int widthBytes, int rows)
        : base(context)
    {
        var stride = 0;
        Own(driver =>
        {
            CudaException.Check(
                driver.MemAllocPitch(out var address, out var pitch, (nuint)widthBytes, (nuint)rows));
            stride = checked((int)pitch);
            return (nint)address;
        });
        Stride = stride;
    }

    public int Stride { get; }

    protected override CudaResult Free(ICudaDriver driver, nint value) => driver.MemFree((ulong)value);
}

/// <summary>Memory of the host that the card reads and writes by itself.</summary>
internal sealed class PinnedMemory : CudaHandle
{
    public PinnedMemory(ContextHandle context, long bytes)
        : base(context)
    {
        Bytes = bytes;
        Own(driver =>
        {
            CudaException.Check(driver.MemHostAlloc(out var address, (nuint)bytes));
            return address;
        });
    }

    public long Bytes { get; }

    protected override CudaResult Free(ICudaDriver driver, nint value) => driver.MemFreeHost(value);
}
