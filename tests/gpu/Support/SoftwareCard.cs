using System.Runtime.InteropServices;
using Framemill.Gpu;
using Framemill.Gpu.Native;

namespace Framemill.Tests.Gpu.Support;

/// <summary>
/// A card made of this machine's memory and processor: its driver keeps the real one's rules (a context is current,
/// handles are known, memory is freed once) and runs the kernels' own sources one thread after another, at once.
/// </summary>
/// <remarks>Around each piece of its memory lie known bytes: freeing it tells whether a kernel wrote outside.</remarks>
internal sealed unsafe class SoftwareCard : ICudaDriver, IKernelCompiler
{
    private const int Guard = 4096;
    private const byte GuardByte = 0xA7;
    private const int Context = 77;
    private const int RowStep = 512;

    private readonly Dictionary<nint, int> _memory = [];
    private readonly HashSet<nint> _things = [];
    private readonly ThreadLocal<Stack<nint>> _current = new(() => new());
    private readonly Lock _gate = new();
    private nint _last = 1000;
    private bool _isInitialized;

    public static GpuCard Card { get; } = new()
    {
        Ordinal = 0,
        Name = "this machine's processor",
        Uuid = "GPU-00000000-0000-0000-0000-000000000000",
        ComputeCapability = new(9, 0),
        MemoryBytes = 1L << 34,
        Multiprocessors = 1,
        L2CacheBytes = 1 << 20,
    };

    public string Name => "software";

    public string Identity => "software";

    /// <summary>Handles and memory that nobody has given back.</summary>
    public int Held
    {
        get
        {
            lock (_gate) return _memory.Count + _things.Count;
        }
    }

    /// <summary>Bytes of memory that may be held at one time.</summary>
    public long MemoryMax { get; init; } = long.MaxValue;

    /// <summary>How often the primary context is retained.</summary>
    public int Retained { get; private set; }

    public byte[] Compile(KernelUnit unit, ComputeCapability capability) => [1];

    public CudaResult Init()
    {
        _isInitialized = true;
        return CudaResult.Success;
    }

    public CudaResult DriverGetVersion(out int version)
    {
        version = 12040;
        return CudaResult.Success;
    }

    public CudaResult DeviceGetCount(out int count)
    {
        count = 1;
        return _isInitialized ? CudaResult.Success : CudaResult.NotInitialized;
    }

    public CudaResult DeviceGet(out int device, int ordinal)
    {
        device = 7;
        return ordinal == 0 ? CudaResult.Success : CudaResult.InvalidDevice;
    }

    public CudaResult DeviceGetName(Span<byte> name, int device)
    {
        System.Text.Encoding.UTF8.GetBytes(Card.Name).CopyTo(name);
        return Known(device);
    }

    public CudaResult DeviceGetUuid(Span<byte> uuid, int device)
    {
        uuid[..16].Clear();
        return Known(device);
    }

    public CudaResult DeviceTotalMem(out nuint bytes, int device)
    {
        bytes = (nuint)Card.MemoryBytes;
        return Known(device);
    }

    public CudaResult DeviceGetAttribute(out int value, CudaAttribute attribute, int device)
    {
        value = attribute switch
        {
            CudaAttribute.ComputeCapabilityMajor => Card.ComputeCapability.Major,
            CudaAttribute.ComputeCapabilityMinor => Card.ComputeCapability.Minor,
            CudaAttribute.L2CacheBytes => (int)Card.L2CacheBytes,
            _ => 1,
        };
        return Known(device);
    }

    public CudaResult DevicePrimaryCtxRetain(out nint context, int device)
    {
        context = Context;
        Retained++;
        return Known(device);
    }

    public CudaResult DevicePrimaryCtxRelease(int device)
    {
        Retained--;
        return Known(device);
    }

    public CudaResult CtxPushCurrent(nint context)
    {
        _current.Value!.Push(context);
        return context == Context && Retained > 0 ? CudaResult.Success : CudaResult.InvalidContext;
    }

    public CudaResult CtxPopCurrent(out nint context) =>
        _current.Value!.TryPop(out context) ? CudaResult.Success : CudaResult.InvalidContext;

    public CudaResult ModuleLoadData(out nint module, ReadOnlySpan<byte> image) => Make(out module);

    public CudaResult ModuleUnload(nint module) => Unmake(module);

    public CudaResult ModuleGetFunction(out nint function, nint module, string name)
    {
        function = KernelLibrary.Find(name) + 1;
        return function == 0 ? CudaResult.NotFound : InContext(module);
    }

    public CudaResult MemGetInfo(out nuint free, out nuint total)
    {
        lock (_gate) free = (nuint)(Card.MemoryBytes - _memory.Values.Sum(bytes => (long)bytes));
        total = (nuint)Card.MemoryBytes;
        return InContext();
    }

    public CudaResult MemAlloc(out ulong address, nuint bytes)
    {
        address = 0;
        if (InContext() != CudaResult.Success) return CudaResult.InvalidContext;
        lock (_gate)
        {
            if (_memory.Values.Sum(held => (long)held) + (long)bytes > MemoryMax) return CudaResult.OutOfMemory;
        }

        var block = (byte*)NativeMemory.AlignedAlloc(bytes + (2 * Guard), RowStep);
        new Span<byte>(block, (int)bytes + (2 * Guard)).Fill(GuardByte);
        lock (_gate) _memory.Add((nint)(block + Guard), (int)bytes);
        address = (ulong)(block + Guard);
        return CudaResult.Success;
    }

    public CudaResult MemAllocPitch(out ulong address, out nuint pitch, nuint widthBytes, nuint height)
    {
        pitch = (widthBytes + RowStep - 1) / RowStep * RowStep;
        return MemAlloc(out address, pitch * height);
    }

    public CudaResult MemFree(ulong address)
    {
        int bytes;
        lock (_gate)
        {
            if (!_memory.Remove((nint)address, out bytes)) return CudaResult.InvalidValue;
        }

        var data = (byte*)address;
        var isWhole = !new ReadOnlySpan<byte>(data - Guard, Guard).ContainsAnyExcept(GuardByte)
            && !new ReadOnlySpan<byte>(data + bytes, Guard).ContainsAnyExcept(GuardByte);
        NativeMemory.AlignedFree(data - Guard);
        Assert.True(isWhole, "A kernel wrote outside of the card's memory.");
        return InContext();
    }

    public CudaResult MemHostAlloc(out nint address, nuint bytes)
    {
        var result = MemAlloc(out var made, bytes);
        address = (nint)made;
        return result;
    }

    public CudaResult MemFreeHost(nint address) => MemFree((ulong)address);

    public CudaResult Memcpy2DAsync(in Copy2D copy, nint stream)
    {
        if (copy.WidthBytes > copy.SourcePitch || copy.WidthBytes > copy.TargetPitch) return CudaResult.InvalidValue;
        for (var y = 0; y < copy.Height; y++)
        {
            new ReadOnlySpan<byte>((byte*)copy.Source + ((nint)y * copy.SourcePitch), copy.WidthBytes)
                .CopyTo(new((byte*)copy.Target + ((nint)y * copy.TargetPitch), copy.WidthBytes));
        }

        return InContext(stream);
    }

    public CudaResult StreamCreate(out nint stream) => Make(out stream);

    public CudaResult StreamDestroy(nint stream) => Unmake(stream);

    public CudaResult StreamSynchronize(nint stream) => InContext(stream);

    public CudaResult StreamWaitEvent(nint stream, nint cudaEvent) =>
        InContext(stream) == CudaResult.Success ? InContext(cudaEvent) : CudaResult.InvalidHandle;

    public CudaResult EventCreate(out nint cudaEvent, bool keepsTime) => Make(out cudaEvent);

    public CudaResult EventDestroy(nint cudaEvent) => Unmake(cudaEvent);

    public CudaResult EventRecord(nint cudaEvent, nint stream) => StreamWaitEvent(stream, cudaEvent);

    public CudaResult EventSynchronize(nint cudaEvent) => InContext(cudaEvent);

    public CudaResult EventElapsedTime(out float milliseconds, nint start, nint end)
    {
        milliseconds = 1;
        return StreamWaitEvent(start, end);
    }

    public CudaResult LaunchKernel(nint function, LaunchShape shape, nint stream, ReadOnlySpan<byte> argument)
    {
        var kernel = (int)function - 1;
        if (InContext(stream) != CudaResult.Success) return CudaResult.InvalidHandle;

        // The real driver would read as many bytes as the kernel declares, whatever lies there.
        if (KernelLibrary.ArgumentBytes(kernel) != (nuint)argument.Length) return CudaResult.InvalidValue;
        if (shape.BlockX * shape.BlockY > 1024 || shape.GridY > 65535) return CudaResult.InvalidValue;
        var grid = stackalloc uint[] { shape.GridX, shape.GridY, 1 };
        var block = stackalloc uint[] { shape.BlockX, shape.BlockY, 1 };
        fixed (byte* first = argument) KernelLibrary.Launch(kernel, grid, block, first);
        return CudaResult.Success;
    }

    private static CudaResult Known(int device) => device == 7 ? CudaResult.Success : CudaResult.InvalidDevice;

    private CudaResult InContext() =>
        _current.Value!.TryPeek(out var context) && context == Context
            ? CudaResult.Success
            : CudaResult.InvalidContext;

    private CudaResult InContext(nint thing)
    {
        if (InContext() != CudaResult.Success) return CudaResult.InvalidContext;
        lock (_gate) return _things.Contains(thing) ? CudaResult.Success : CudaResult.InvalidHandle;
    }

    private CudaResult Make(out nint thing)
    {
        thing = 0;
        if (InContext() != CudaResult.Success) return CudaResult.InvalidContext;
        lock (_gate) _things.Add(thing = ++_last);
        return CudaResult.Success;
    }

    private CudaResult Unmake(nint thing)
    {
        lock (_gate)
        {
            if (!_things.Remove(thing)) return CudaResult.InvalidHandle;
        }

        return InContext();
    }
}
