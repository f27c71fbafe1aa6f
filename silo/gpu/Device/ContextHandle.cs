using Framemill.Gpu.Native;
using Microsoft.Win32.SafeHandles;

namespace Framemill.Gpu;

/// <summary>
/// A card's primary context, which all who use the card in this process share. It outlives all that was made in it.
/// </summary>
internal sealed class ContextHandle : SafeHandleZeroOrMinusOneIsInvalid
{
    private readonly int _device;

    public ContextHandle(ICudaDriver driver, int device)
        : base(ownsHandle: true)
    {
        Driver = driver;
        _device = device;
        CudaException.Check(driver.DevicePrimaryCtxRetain(out var context, device));
        SetHandle(context);
    }

    public ICudaDriver Driver { get; }

    internal nint Value => handle;

    /// <summary>Makes the context current on this thread until the scope is disposed.</summary>
    public ContextScope Enter()
    {
        ObjectDisposedException.ThrowIf(IsClosed, this);
        return new(this);
    }

    protected override bool ReleaseHandle() => Driver.DevicePrimaryCtxRelease(_device) == CudaResult.Success;
}

/// <summary>
/// As long as it lives its context is current on this thread. A context belongs to a thread and awaits change threads,
/// so no scope may hold one.
/// </summary>
internal readonly ref struct ContextScope
{
    private readonly ICudaDriver _driver;

    public ContextScope(ContextHandle context)
    {
        _driver = context.Driver;
        CudaException.Check(_driver.CtxPushCurrent(context.Value));
    }

    public void Dispose() => CudaException.Check(_driver.CtxPopCurrent(out _));
}
