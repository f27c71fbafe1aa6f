using Framemill.Media.Edits;

namespace Framemill.Media.Text.Scenes;

/// <summary>What letters are painted with.</summary>
public sealed record SceneInk
{
    public required Rgba Colour { get; init; }
    public LetterGradient? Gradient { get; init; }
    public LetterOutline? Stroke { get; init; }
    public LetterShadow? Shadow { get; init; }
    public TextDecoration Decoration { get; init; }

    /// <summary>Behind the part; its margin and radius in pixels.</summary>
    public LetterPlate? Plate { get; init; }

    /// <summary>Colours that the text's own markup gives stay.</summary>
    public bool KeepsMarkup { get; init; } = true;

    public static SceneInk Of(Lettering style) => new()
    {
        Colour = style.Colour,
        Gradient = style.Gradient,
        Stroke = style.Stroke,
        Shadow = style.Shadow,
        Decoration = style.Decoration,
    };
}

/// <summary>How the word that is being spoken looks.</summary>
/// <param name="Font">Its letters where they are others than those around it; else null.</param>
public sealed record ActiveLook(SceneInk Ink, Lettering? Font);
