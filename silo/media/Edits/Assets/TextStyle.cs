namespace Framemill.Media.Edits;

public sealed record TextStyle
{
    public static TextStyle Default { get; } = new();

    /// <summary>Of the letters of captions, for those who do not say it with the font.</summary>
    public double? Size { get; init; }

    public double LetterSpacing { get; init; }

    public double WordSpacing { get; init; }

    /// <summary>As a ratio of the font's size.</summary>
    public double LineHeight { get; init; } = 1.2;

    public TextCase Case { get; init; }

    public TextDecoration Decoration { get; init; }

    public TextGradient? Gradient { get; init; }
}
