using System.Runtime.InteropServices;
using Framemill.Gpu.Native;

namespace Framemill.Gpu;

/// <summary>
/// Work of a card that is done in order. Nothing here waits for the card except <see cref="Synchronize"/>.
/// </summary>
public sealed class GpuStream : IDisposable
{
    private readonly StreamHandle _handle;

    internal GpuStream(GpuDevice device)
    {
        Device = device;
        _handle = new(device.Context);
    }

    public GpuDevice Device { get; }

    private ICudaDriver Driver => Device.Context.Driver;

    /// <summary>Blocks until the card has done all of it. Failures of kernels show here.</summary>
    public void Synchronize()
    {
        using var scope = Device.Context.Enter();
        CudaException.Check(Driver.StreamSynchronize(_handle.Value));
    }

    /// <summary>Sets the mark behind what was asked for so far.</summary>
    public void Record(GpuEvent mark)
    {
        ArgumentNullException.ThrowIfNull(mark);
        using var scope = Device.Context.Enter();
        CudaException.Check(Driver.EventRecord(mark.Value, _handle.Value));
    }

    /// <summary>What is asked for from here on waits for the mark; the caller does not.</summary>
    public void Wait(GpuEvent mark)
    {
        ArgumentNullException.ThrowIfNull(mark);
        using var scope = Device.Context.Enter();
        CudaException.Check(Driver.StreamWaitEvent(_handle.Value, mark.Value));
    }

    public void Dispose() => _handle.Dispose();

    internal void Copy(in Copy2D copy)
    {
        using var scope = Device.Context.Enter();
        CudaException.Check(Driver.Memcpy2DAsync(copy, _handle.Value));
    }

    /// <summary>
    /// Launches a kernel with a thread for each column and row. Nothing is launched where there is none.
    /// </summary>
    internal void Launch<TArguments>(string kernel, int columns, int rows, in TArguments arguments)
        where TArguments : unmanaged
    {
        if (columns <= 0 || rows <= 0) return;
        var bytes = MemoryMarshal.AsBytes(new ReadOnlySpan<TArguments>(in arguments));
        using var scope = Device.Context.Enter();
        CudaException.Check(
            Driver.LaunchKernel(Device.Function(kernel), LaunchShape.For(columns, rows), _handle.Value, bytes));
    }
}
