using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Framemill.Media.Text.Native;

/// <summary>Which fonts there are.</summary>
internal static unsafe partial class Fontconfig
{
    private const string Library = "libfontconfig.so.1";
    private const int ApplicationFonts = 1;

    [LibraryImport(Library, EntryPoint = "FcInitLoadConfigAndFonts")]
    public static partial FontConfiguration LoadConfiguration();

    [LibraryImport(Library, EntryPoint = "FcConfigDestroy")]
    public static partial void ConfigurationDestroy(nint configuration);

    [LibraryImport(Library, EntryPoint = "FcConfigAppFontAddFile", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int AddFile(FontConfiguration configuration, string path);

    [LibraryImport(Library, EntryPoint = "FcConfigGetFonts")]
    private static partial FontSet* GetFonts(FontConfiguration configuration, int set);

    [LibraryImport(Library, EntryPoint = "FcPatternGetString", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int GetString(nint pattern, string property, int index, out nint value);

    [LibraryImport(Library, EntryPoint = "FcPatternDel", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Delete(nint pattern, string property);

    [LibraryImport(Library, EntryPoint = "FcPatternAddString", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int AddString(nint pattern, string property, string value);

    /// <summary>
    /// Gives the fonts that were added a family of their own: the mark and their first name. Tells for each name that
    /// is stored in them what the family is called now.
    /// </summary>
    public static List<(string File, string Stored, string Family)> RenameFamilies(
        FontConfiguration configuration, string mark)
    {
        var names = new List<(string, string, string)>();
        var fonts = GetFonts(configuration, ApplicationFonts);
        for (var i = 0; fonts is not null && i < fonts->Count; i++)
        {
            var pattern = fonts->Patterns[i];
            var file = StringAt(pattern, "file", 0) ?? "";
            var stored = new List<string>();
            while (StringAt(pattern, "family", stored.Count) is { } name) stored.Add(name);
            if (stored.Count == 0) stored.Add(Path.GetFileNameWithoutExtension(file));
            // A comma would end the name in a list of families.
            var family = mark + stored[0].Replace(',', ' ');
            Delete(pattern, "family");
            Delete(pattern, "familylang");
            AddString(pattern, "family", family);
            foreach (var name in stored) names.Add((file, name, family));
        }

        return names;
    }

    /// <summary>The pattern keeps the memory.</summary>
    private static string? StringAt(nint pattern, string property, int index) =>
        GetString(pattern, property, index, out var value) == 0 ? Marshal.PtrToStringUTF8(value) : null;

    [StructLayout(LayoutKind.Sequential)]
    private struct FontSet
    {
        public int Count;
        public int Space;
        public nint* Patterns;
    }
}

internal sealed class FontConfiguration() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
{
    protected override bool ReleaseHandle()
    {
        lock (TextGate.Lock) Fontconfig.ConfigurationDestroy(handle);
        return true;
    }
}
