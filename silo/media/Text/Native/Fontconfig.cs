using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Framemill.Media.Text.Native;

/// <summary>Which fonts there are.</summary>
internal static partial class Fontconfig
{
    private const string Library = "libfontconfig.so.1";

    [LibraryImport(Library, EntryPoint = "FcInitLoadConfigAndFonts")]
    public static partial FontConfiguration LoadConfiguration();

    [LibraryImport(Library, EntryPoint = "FcConfigDestroy")]
    public static partial void ConfigurationDestroy(nint configuration);

    [LibraryImport(Library, EntryPoint = "FcConfigAppFontAddFile", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int AddFile(FontConfiguration configuration, string path);

    [LibraryImport(Library, EntryPoint = "FcFreeTypeQuery", StringMarshalling = StringMarshalling.Utf8)]
    public static partial FontPattern QueryFile(string path, uint face, nint blanks, out int faces);

    [LibraryImport(Library, EntryPoint = "FcPatternDestroy")]
    public static partial void PatternDestroy(nint pattern);

    [LibraryImport(Library, EntryPoint = "FcPatternGetString", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int GetString(FontPattern pattern, string property, int index, out nint value);

    /// <summary>The first value of a property, or null. The pattern keeps the memory.</summary>
    public static string? FirstString(FontPattern pattern, string property) =>
        GetString(pattern, property, 0, out var value) == 0 ? Marshal.PtrToStringUTF8(value) : null;
}

internal sealed class FontConfiguration() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
{
    protected override bool ReleaseHandle()
    {
        lock (TextGate.Lock) Fontconfig.ConfigurationDestroy(handle);
        return true;
    }
}

internal sealed class FontPattern() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
{
    protected override bool ReleaseHandle()
    {
        lock (TextGate.Lock) Fontconfig.PatternDestroy(handle);
        return true;
    }
}
