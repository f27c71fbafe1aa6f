using System.Runtime.InteropServices;

namespace Framemill.Media.Text.Native;

internal static partial class PangoFontconfig
{
    private const string Library = "libpangoft2-1.0.so.0";

    [LibraryImport(Library, EntryPoint = "pango_fc_font_map_set_config")]
    public static partial void SetConfiguration(PangoFontMap map, FontConfiguration configuration);
}
