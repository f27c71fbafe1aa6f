using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Framemill.Media.Text.Native;

internal static partial class GObject
{
    private const string Library = "libgobject-2.0.so.0";

    [LibraryImport(Library, EntryPoint = "g_object_unref")]
    public static partial void Unref(nint instance);
}

/// <summary>One reference to an object of the GObject type system, given back once.</summary>
internal abstract class GObjectHandle() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
{
    protected override bool ReleaseHandle()
    {
        lock (TextGate.Lock) GObject.Unref(handle);
        return true;
    }
}

internal sealed class PangoFontMap : GObjectHandle;

internal sealed class PangoContext : GObjectHandle;

internal sealed class PangoLayout : GObjectHandle;
