using Framemill.Media.Edits;
using Framemill.Media.Text.Native;

namespace Framemill.Media.Text.Scenes;

/// <summary>
/// The glyphs that belong together and cannot be parted: a letter with its marks, a ligature, an emoji of many code
/// points. Places are pixels of the text's box.
/// </summary>
internal readonly unsafe record struct SceneCluster
{
    /// <summary>UTF-16 units of the text.</summary>
    public required int Start { get; init; }
    public required int Length { get; init; }

    /// <summary>Index of the line, from the top.</summary>
    public required int Line { get; init; }

    /// <summary>Kept by the layout.</summary>
    public required nint Font { get; init; }
    public required PangoRuns.GlyphString Glyphs { get; init; }
    public required double Baseline { get; init; }

    /// <summary>As wide as its advance, as high as its font.</summary>
    public required TextArea Box { get; init; }
    public required TextArea Ink { get; init; }
    public required bool IsRightToLeft { get; init; }

    /// <summary>Nothing to see: a space, a line's end.</summary>
    public required bool IsSpace { get; init; }

    /// <summary>What a span of the text says, over the colour of the style.</summary>
    public Rgba? Colour { get; init; }
    public bool IsUnderlined { get; init; }
}
