using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Framemill.Media.Text.Native;

/// <summary>The parts of Pango that lay out text. Lengths are in 1/1024 of a pixel.</summary>
internal static partial class Pango
{
    public const int Scale = 1024;
    public const int WrapWord = 0;
    public const int WrapWordThenCharacter = 2;
    public const int DirectionLeftToRight = 0;
    public const int DirectionRightToLeft = 1;

    private const string Library = "libpango-1.0.so.0";

    [LibraryImport(Library, EntryPoint = "pango_font_map_create_context")]
    public static partial PangoContext CreateContext(PangoFontMap map);

    [LibraryImport(Library, EntryPoint = "pango_context_set_round_glyph_positions")]
    public static partial void SetRoundGlyphPositions(PangoContext context, int round);

    [LibraryImport(Library, EntryPoint = "pango_context_set_language")]
    public static partial void SetLanguage(PangoContext context, nint language);

    [LibraryImport(Library, EntryPoint = "pango_context_set_base_dir")]
    public static partial void SetBaseDirection(PangoContext context, int direction);

    [LibraryImport(Library, EntryPoint = "pango_find_base_dir")]
    public static partial int FindBaseDirection(ReadOnlySpan<byte> utf8, int bytes);

    /// <summary>Languages are interned for the life of the process: nobody frees them.</summary>
    [LibraryImport(Library, EntryPoint = "pango_language_from_string", StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint Language(string tag);

    [LibraryImport(Library, EntryPoint = "pango_layout_new")]
    public static partial PangoLayout CreateLayout(PangoContext context);

    [LibraryImport(Library, EntryPoint = "pango_layout_set_text")]
    public static partial void SetText(PangoLayout layout, ReadOnlySpan<byte> utf8, int bytes);

    [LibraryImport(Library, EntryPoint = "pango_layout_set_font_description")]
    public static partial void SetFont(PangoLayout layout, PangoFontDescription font);

    [LibraryImport(Library, EntryPoint = "pango_layout_set_attributes")]
    public static partial void SetAttributes(PangoLayout layout, PangoAttributes attributes);

    [LibraryImport(Library, EntryPoint = "pango_layout_set_width")]
    public static partial void SetWidth(PangoLayout layout, int width);

    [LibraryImport(Library, EntryPoint = "pango_layout_get_width")]
    public static partial int GetWidth(PangoLayout layout);

    [LibraryImport(Library, EntryPoint = "pango_layout_set_wrap")]
    public static partial void SetWrap(PangoLayout layout, int wrap);

    [LibraryImport(Library, EntryPoint = "pango_layout_set_alignment")]
    public static partial void SetAlignment(PangoLayout layout, int alignment);

    [LibraryImport(Library, EntryPoint = "pango_layout_get_extents")]
    public static partial void GetExtents(PangoLayout layout, out PangoRectangle ink, out PangoRectangle logical);

    [LibraryImport(Library, EntryPoint = "pango_layout_get_line_count")]
    public static partial int GetLineCount(PangoLayout layout);

    [LibraryImport(Library, EntryPoint = "pango_layout_get_unknown_glyphs_count")]
    public static partial int GetUnknownGlyphsCount(PangoLayout layout);

    [LibraryImport(Library, EntryPoint = "pango_layout_get_iter")]
    public static partial PangoLayoutIterator GetIterator(PangoLayout layout);

    [LibraryImport(Library, EntryPoint = "pango_layout_iter_free")]
    public static partial void IteratorFree(nint iterator);

    [LibraryImport(Library, EntryPoint = "pango_layout_iter_get_line_extents")]
    public static partial void GetLineExtents(
        PangoLayoutIterator iterator, out PangoRectangle ink, out PangoRectangle logical);

    [LibraryImport(Library, EntryPoint = "pango_font_description_new")]
    public static partial PangoFontDescription CreateFont();

    [LibraryImport(Library, EntryPoint = "pango_font_description_free")]
    public static partial void FontFree(nint font);

    [LibraryImport(Library, EntryPoint = "pango_font_description_set_family",
        StringMarshalling = StringMarshalling.Utf8)]
    public static partial void SetFamily(PangoFontDescription font, string families);

    [LibraryImport(Library, EntryPoint = "pango_font_description_set_weight")]
    public static partial void SetWeight(PangoFontDescription font, int weight);

    [LibraryImport(Library, EntryPoint = "pango_font_description_set_style")]
    public static partial void SetStyle(PangoFontDescription font, int style);

    [LibraryImport(Library, EntryPoint = "pango_font_description_set_stretch")]
    public static partial void SetStretch(PangoFontDescription font, int stretch);

    [LibraryImport(Library, EntryPoint = "pango_font_description_set_absolute_size")]
    public static partial void SetAbsoluteSize(PangoFontDescription font, double size);
}

[StructLayout(LayoutKind.Sequential)]
internal struct PangoRectangle
{
    public int X;
    public int Y;
    public int Width;
    public int Height;
}

internal sealed class PangoFontDescription() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
{
    protected override bool ReleaseHandle()
    {
        lock (TextGate.Lock) Pango.FontFree(handle);
        return true;
    }
}

internal sealed class PangoLayoutIterator() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
{
    protected override bool ReleaseHandle()
    {
        lock (TextGate.Lock) Pango.IteratorFree(handle);
        return true;
    }
}
