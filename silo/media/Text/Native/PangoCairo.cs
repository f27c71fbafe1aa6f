using System.Runtime.InteropServices;

namespace Framemill.Media.Text.Native;

internal static partial class PangoCairo
{
    private const string Library = "libpangocairo-1.0.so.0";

    /// <summary>A font map of its own: the default one is shared by the whole thread and by other libraries.</summary>
    [LibraryImport(Library, EntryPoint = "pango_cairo_font_map_new")]
    public static partial PangoFontMap CreateFontMap();

    [LibraryImport(Library, EntryPoint = "pango_cairo_context_set_font_options")]
    public static partial void SetFontOptions(PangoContext context, CairoFontOptions options);

    [LibraryImport(Library, EntryPoint = "pango_cairo_show_glyph_string")]
    public static unsafe partial void ShowGlyphs(CairoContext target, nint font, PangoRuns.GlyphString* glyphs);

    [LibraryImport(Library, EntryPoint = "pango_cairo_glyph_string_path")]
    public static unsafe partial void GlyphPath(CairoContext target, nint font, PangoRuns.GlyphString* glyphs);
}
