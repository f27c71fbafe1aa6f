using System.Runtime.InteropServices;

namespace Framemill.Media.Text.Native;

/// <summary>The shaped glyphs of a layout, for those who draw parts of it. All memory is the layout's.</summary>
internal static unsafe partial class PangoRuns
{
    private const string Library = "libpango-1.0.so.0";

    /// <summary>The run at the iterator; null between two lines.</summary>
    [LibraryImport(Library, EntryPoint = "pango_layout_iter_get_run_readonly")]
    public static partial GlyphItem* GetRun(PangoLayoutIterator iterator);

    /// <summary>Runs come line by line, within a line from left to right.</summary>
    [LibraryImport(Library, EntryPoint = "pango_layout_iter_next_run")]
    public static partial int NextRun(PangoLayoutIterator iterator);

    [LibraryImport(Library, EntryPoint = "pango_layout_iter_get_baseline")]
    public static partial int GetBaseline(PangoLayoutIterator iterator);

    [LibraryImport(Library, EntryPoint = "pango_layout_get_text")]
    public static partial byte* GetText(PangoLayout layout);

    [LibraryImport(Library, EntryPoint = "pango_glyph_item_iter_init_start")]
    public static partial int FirstCluster(ClusterIterator* iterator, GlyphItem* item, byte* text);

    [LibraryImport(Library, EntryPoint = "pango_glyph_item_iter_next_cluster")]
    public static partial int NextCluster(ClusterIterator* iterator);

    [LibraryImport(Library, EntryPoint = "pango_glyph_string_extents")]
    public static partial void GetExtents(
        GlyphString* glyphs, nint font, out PangoRectangle ink, out PangoRectangle logical);

    [LibraryImport(Library, EntryPoint = "pango_font_get_metrics")]
    private static partial nint GetMetrics(nint font, nint language);

    [LibraryImport(Library, EntryPoint = "pango_font_metrics_unref")]
    private static partial void MetricsUnref(nint metrics);

    [LibraryImport(Library, EntryPoint = "pango_font_metrics_get_underline_position")]
    private static partial int GetUnderlinePosition(nint metrics);

    [LibraryImport(Library, EntryPoint = "pango_font_metrics_get_underline_thickness")]
    private static partial int GetUnderlineThickness(nint metrics);

    [LibraryImport(Library, EntryPoint = "pango_font_metrics_get_strikethrough_position")]
    private static partial int GetStrikePosition(nint metrics);

    [LibraryImport(Library, EntryPoint = "pango_font_metrics_get_strikethrough_thickness")]
    private static partial int GetStrikeThickness(nint metrics);

    /// <summary>Where a font wants its lines, in pixels above the baseline.</summary>
    public static (double Position, double Thickness) LineOf(nint font, bool isUnderline)
    {
        var metrics = GetMetrics(font, 0);
        try
        {
            return isUnderline
                ? (GetUnderlinePosition(metrics) / (double)Pango.Scale,
                    GetUnderlineThickness(metrics) / (double)Pango.Scale)
                : (GetStrikePosition(metrics) / (double)Pango.Scale,
                    GetStrikeThickness(metrics) / (double)Pango.Scale);
        }
        finally
        {
            MetricsUnref(metrics);
        }
    }

    /// <summary>A run of glyphs of one font and direction.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct GlyphItem
    {
        public Item* Item;
        public GlyphString* Glyphs;
        public int OffsetY;
        public int StartOffsetX;
        public int EndOffsetX;
    }

    /// <summary>The text of a run and how it was taken apart; members after these are not of use here.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct Item
    {
        public int Offset;
        public int Length;
        public int Characters;
        public nint ShapeEngine;
        public nint LanguageEngine;
        public nint Font;
        public byte Level;
        public byte Gravity;
        public byte Flags;
        public byte Script;

        public readonly bool IsRightToLeft => (Level & 1) != 0;
    }

    [StructLayout(LayoutKind.Sequential)]
    public struct GlyphString
    {
        public int Count;
        public Glyph* Glyphs;
        public int* Clusters;
        public int Space;
    }

    [StructLayout(LayoutKind.Sequential)]
    public struct Glyph
    {
        public uint Index;
        public int Width;
        public int OffsetX;
        public int OffsetY;
        public uint Attributes;
    }

    [StructLayout(LayoutKind.Sequential)]
    public struct ClusterIterator
    {
        public GlyphItem* Item;
        public byte* Text;
        public int StartGlyph;
        public int StartIndex;
        public int StartCharacter;
        public int EndGlyph;
        public int EndIndex;
        public int EndCharacter;
    }
}
