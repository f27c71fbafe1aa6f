namespace Framemill.Media.Edits;

/// <summary>How the word that is being spoken differs; null leaves what the other words have.</summary>
public sealed record ActiveWord
{
    public TextFont? Font { get; init; }

    public TextDecoration Decoration { get; init; }

    public TextStroke? Stroke { get; init; }

    /// <summary>The active word has no stroke even where the others have one.</summary>
    public bool WithoutStroke { get; init; }

    public TextShadow? Shadow { get; init; }

    /// <summary>The active word has no shadow even where the others have one.</summary>
    public bool WithoutShadow { get; init; }
}
