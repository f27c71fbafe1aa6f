using Framemill.Gpu.Native;
using Microsoft.Win32.SafeHandles;

namespace Framemill.Gpu;

/// <summary>
/// Something of a context that must be given back once, on whatever thread gets there. It holds the context, so that
/// this goes last.
/// </summary>
internal abstract class CudaHandle : SafeHandleZeroOrMinusOneIsInvalid
{
    private readonly ContextHandle _context;

    protected CudaHandle(ContextHandle context)
        : base(ownsHandle: true)
    {
        var added = false;
        context.DangerousAddRef(ref added);
        _context = context;
    }

    public nint Value
    {
        get
        {
            ObjectDisposedException.ThrowIf(IsClosed, this);
            return handle;
        }
    }

    /// <summary>What the value was made by, with the context current.</summary>
    protected void Own(Func<ICudaDriver, nint> make)
    {
        try
        {
            using var scope = _context.Enter();
            SetHandle(make(_context.Driver));
        }
        catch
        {
            _context.DangerousRelease(); // What was never made is never released.
            throw;
        }
    }

    protected abstract CudaResult Free(ICudaDriver driver, nint value);

    // The finalizer's thread has no context, and the caller's may have another one.
    protected sealed override bool ReleaseHandle()
    {
        var driver = _context.Driver;
        var isFree = driver.CtxPushCurrent(_context.Value) == CudaResult.Success
            && Free(driver, handle) == CudaResult.Success;
        isFree &= driver.CtxPopCurrent(out _) == CudaResult.Success;
        _context.DangerousRelease();
        return isFree;
    }
}
