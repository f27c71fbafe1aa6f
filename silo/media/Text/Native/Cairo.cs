using System.Runtime.InteropServices;

namespace Framemill.Media.Text.Native;

/// <summary>The parts of cairo that drawing text needs.</summary>
internal static partial class Cairo
{
    public const int FormatArgb32 = 0;
    public const int FormatA8 = 2;
    public const int AntialiasGray = 2;
    public const int HintStyleNone = 1;
    public const int HintMetricsOff = 1;
    public const int LineJoinRound = 1;

    private const string Library = "libcairo.so.2";

    [LibraryImport(Library, EntryPoint = "cairo_image_surface_create_for_data")]
    public static partial CairoSurface SurfaceOver(nint data, int format, int width, int height, int stride);

    [LibraryImport(Library, EntryPoint = "cairo_surface_flush")]
    public static partial void SurfaceFlush(CairoSurface surface);

    [LibraryImport(Library, EntryPoint = "cairo_surface_mark_dirty")]
    public static partial void SurfaceMarkDirty(CairoSurface surface);

    [LibraryImport(Library, EntryPoint = "cairo_surface_destroy")]
    public static partial void SurfaceDestroy(nint surface);

    [LibraryImport(Library, EntryPoint = "cairo_create")]
    public static partial CairoContext Create(CairoSurface target);

    [LibraryImport(Library, EntryPoint = "cairo_destroy")]
    public static partial void Destroy(nint context);

    [LibraryImport(Library, EntryPoint = "cairo_status")]
    public static partial int Status(CairoContext context);

    [LibraryImport(Library, EntryPoint = "cairo_save")]
    public static partial void Save(CairoContext context);

    [LibraryImport(Library, EntryPoint = "cairo_restore")]
    public static partial void Restore(CairoContext context);

    [LibraryImport(Library, EntryPoint = "cairo_translate")]
    public static partial void Translate(CairoContext context, double x, double y);

    [LibraryImport(Library, EntryPoint = "cairo_scale")]
    public static partial void Scale(CairoContext context, double x, double y);

    [LibraryImport(Library, EntryPoint = "cairo_rotate")]
    public static partial void Rotate(CairoContext context, double radians);

    [LibraryImport(Library, EntryPoint = "cairo_set_source_rgba")]
    public static partial void SetSourceRgba(
        CairoContext context, double red, double green, double blue, double alpha);

    [LibraryImport(Library, EntryPoint = "cairo_set_source")]
    public static partial void SetSource(CairoContext context, CairoPattern pattern);

    [LibraryImport(Library, EntryPoint = "cairo_set_line_width")]
    public static partial void SetLineWidth(CairoContext context, double width);

    [LibraryImport(Library, EntryPoint = "cairo_set_line_join")]
    public static partial void SetLineJoin(CairoContext context, int join);

    [LibraryImport(Library, EntryPoint = "cairo_set_tolerance")]
    public static partial void SetTolerance(CairoContext context, double tolerance);

    [LibraryImport(Library, EntryPoint = "cairo_move_to")]
    public static partial void MoveTo(CairoContext context, double x, double y);

    [LibraryImport(Library, EntryPoint = "cairo_arc")]
    public static partial void Arc(CairoContext context, double x, double y, double radius, double from, double to);

    [LibraryImport(Library, EntryPoint = "cairo_new_path")]
    public static partial void NewPath(CairoContext context);

    [LibraryImport(Library, EntryPoint = "cairo_close_path")]
    public static partial void ClosePath(CairoContext context);

    [LibraryImport(Library, EntryPoint = "cairo_rectangle")]
    public static partial void Rectangle(CairoContext context, double x, double y, double width, double height);

    [LibraryImport(Library, EntryPoint = "cairo_clip")]
    public static partial void Clip(CairoContext context);

    [LibraryImport(Library, EntryPoint = "cairo_fill")]
    public static partial void Fill(CairoContext context);

    [LibraryImport(Library, EntryPoint = "cairo_stroke")]
    public static partial void Stroke(CairoContext context);

    [LibraryImport(Library, EntryPoint = "cairo_push_group")]
    public static partial void PushGroup(CairoContext context);

    [LibraryImport(Library, EntryPoint = "cairo_pop_group_to_source")]
    public static partial void PopGroupToSource(CairoContext context);

    [LibraryImport(Library, EntryPoint = "cairo_paint_with_alpha")]
    public static partial void PaintWithAlpha(CairoContext context, double alpha);

    [LibraryImport(Library, EntryPoint = "cairo_mask_surface")]
    public static partial void MaskSurface(CairoContext context, CairoSurface mask, double x, double y);

    [LibraryImport(Library, EntryPoint = "cairo_pattern_create_linear")]
    public static partial CairoPattern LinearGradient(double x0, double y0, double x1, double y1);

    [LibraryImport(Library, EntryPoint = "cairo_pattern_create_radial")]
    public static partial CairoPattern RadialGradient(
        double x0, double y0, double radius0, double x1, double y1, double radius1);

    [LibraryImport(Library, EntryPoint = "cairo_pattern_add_color_stop_rgba")]
    public static partial void AddColorStop(
        CairoPattern pattern, double offset, double red, double green, double blue, double alpha);

    [LibraryImport(Library, EntryPoint = "cairo_pattern_destroy")]
    public static partial void PatternDestroy(nint pattern);

    [LibraryImport(Library, EntryPoint = "cairo_font_options_create")]
    public static partial CairoFontOptions FontOptionsCreate();

    [LibraryImport(Library, EntryPoint = "cairo_font_options_destroy")]
    public static partial void FontOptionsDestroy(nint options);

    [LibraryImport(Library, EntryPoint = "cairo_font_options_set_antialias")]
    public static partial void SetAntialias(CairoFontOptions options, int antialias);

    [LibraryImport(Library, EntryPoint = "cairo_font_options_set_hint_style")]
    public static partial void SetHintStyle(CairoFontOptions options, int style);

    [LibraryImport(Library, EntryPoint = "cairo_font_options_set_hint_metrics")]
    public static partial void SetHintMetrics(CairoFontOptions options, int metrics);

    /// <summary>Cairo keeps the first error of a context; nothing is drawn after it.</summary>
    public static void Check(CairoContext context)
    {
        var status = Status(context);
        if (status != 0) throw new TextException($"cairo stopped drawing with status {status}");
    }
}
