using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Framemill.Media.Text.Native;

/// <summary>Attributes of parts of a text. A new attribute belongs to nobody until a list takes it over.</summary>
internal static unsafe partial class PangoAttribute
{
    private const string Library = "libpango-1.0.so.0";

    [LibraryImport(Library, EntryPoint = "pango_attr_list_new")]
    public static partial PangoAttributes CreateList();

    [LibraryImport(Library, EntryPoint = "pango_attr_list_unref")]
    public static partial void ListUnref(nint list);

    [LibraryImport(Library, EntryPoint = "pango_attr_list_insert")]
    private static partial void Insert(PangoAttributes list, Header* attribute);

    [LibraryImport(Library, EntryPoint = "pango_attr_letter_spacing_new")]
    public static partial Header* LetterSpacing(int units);

    [LibraryImport(Library, EntryPoint = "pango_attr_weight_new")]
    public static partial Header* Weight(int weight);

    [LibraryImport(Library, EntryPoint = "pango_attr_style_new")]
    public static partial Header* Style(int style);

    [LibraryImport(Library, EntryPoint = "pango_attr_line_height_new_absolute")]
    public static partial Header* LineHeight(int height);

    [LibraryImport(Library, EntryPoint = "pango_attr_insert_hyphens_new")]
    public static partial Header* InsertHyphens(int on);

    /// <summary>
    /// Hands the attribute to the list, for the bytes from <paramref name="start"/> up to before the end.
    /// </summary>
    public static void Add(PangoAttributes list, Header* attribute, uint start = 0, uint end = uint.MaxValue)
    {
        attribute->Start = start;
        attribute->End = end;
        Insert(list, attribute);
    }

    /// <summary>How every attribute begins.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct Header
    {
        public nint Class;
        public uint Start;
        public uint End;
    }
}

internal sealed class PangoAttributes() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
{
    protected override bool ReleaseHandle()
    {
        lock (TextGate.Lock) PangoAttribute.ListUnref(handle);
        return true;
    }
}
