using Microsoft.Win32.SafeHandles;

namespace Framemill.Media.Text.Native;

internal sealed class CairoSurface() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
{
    protected override bool ReleaseHandle()
    {
        lock (TextGate.Lock) Cairo.SurfaceDestroy(handle);
        return true;
    }
}

internal sealed class CairoContext() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
{
    protected override bool ReleaseHandle()
    {
        lock (TextGate.Lock) Cairo.Destroy(handle);
        return true;
    }
}

internal sealed class CairoPattern() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
{
    protected override bool ReleaseHandle()
    {
        lock (TextGate.Lock) Cairo.PatternDestroy(handle);
        return true;
    }
}

internal sealed class CairoFontOptions() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
{
    protected override bool ReleaseHandle()
    {
        lock (TextGate.Lock) Cairo.FontOptionsDestroy(handle);
        return true;
    }
}
