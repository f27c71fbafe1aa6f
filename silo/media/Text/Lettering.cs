using Framemill.Media.Edits;

namespace Framemill.Media.Text;

/// <summary>How a text looks. Lengths are in pixels of the film's frame.</summary>
public sealed record Lettering
{
    public const int WeightUsual = 400;

    /// <summary>A family, or several in order of preference separated by commas. Unknown ones become Roboto.</summary>
    public string Family { get; init; } = "Roboto";

    /// <summary>The family is part of a style of ours: fonts that the edit brings do not stand in for it.</summary>
    public bool IsOwnFace { get; init; }
    public double Size { get; init; } = 48;

    /// <summary>As in CSS: 100 thin, 400 regular, 700 bold, 900 black.</summary>
    public int Weight { get; init; } = WeightUsual;
    public bool Italic { get; init; }
    public bool Condensed { get; init; }

    public Rgba Colour { get; init; } = Rgba.White;
    public LetterGradient? Gradient { get; init; }

    /// <summary>Distance of two baselines in font sizes; null for what the font asks.</summary>
    public double? LineHeight { get; init; }
    public double LetterSpacing { get; init; }
    public double WordSpacing { get; init; }
    public TextCase Case { get; init; }
    public TextDecoration Decoration { get; init; }

    public LetterOutline? Stroke { get; init; }
    public LetterShadow? Shadow { get; init; }
    public LetterPlate? Background { get; init; }
    public LetterFrame? Border { get; init; }
    public Padding Padding { get; init; } = Padding.None;

    public TextAlignment Horizontal { get; init; } = TextAlignment.Centre;
    public TextAlignment Vertical { get; init; } = TextAlignment.Centre;

    /// <summary>
    /// The box that the text is wrapped and aligned in, padding included; null for as large as the text.
    /// </summary>
    public double? BoxWidth { get; init; }
    public double? BoxHeight { get; init; }

    /// <summary>Nothing is seen outside the box.</summary>
    public bool CutsAtBox { get; init; }

    /// <summary>What text that is too high for its box ends in; null lets it overflow.</summary>
    public string? Ellipsis { get; init; }

    /// <summary>Lines are made about equally long, without more of them.</summary>
    public bool Balanced { get; init; }

    /// <summary>The same look at another size: every length times this.</summary>
    public Lettering Scaled(double by) => by == 1 ? this : this with
    {
        Size = Size * by,
        LetterSpacing = LetterSpacing * by,
        WordSpacing = WordSpacing * by,
        Stroke = Stroke is null ? null : Stroke with { Width = Stroke.Width * by },
        Shadow = Shadow is null
            ? null
            : Shadow with { OffsetX = Shadow.OffsetX * by, OffsetY = Shadow.OffsetY * by, Blur = Shadow.Blur * by },
        Background = Background is null
            ? null
            : Background with
            {
                Radius = Background.Radius * by, MarginX = Background.MarginX * by, MarginY = Background.MarginY * by,
            },
        Border = Border is null ? null : Border with { Width = Border.Width * by, Radius = Border.Radius * by },
        Padding = new(Padding.Top * by, Padding.Right * by, Padding.Bottom * by, Padding.Left * by),
        BoxWidth = BoxWidth * by,
        BoxHeight = BoxHeight * by,
    };
}

/// <summary>Start is left or top. The numbers are those of Pango.</summary>
public enum TextAlignment
{
    Start = 0,
    Centre = 1,
    End = 2,
}

/// <param name="Width">How far the outline reaches out of the letter.</param>
public sealed record LetterOutline(Rgba Colour, double Width);

public sealed record LetterShadow(Rgba Colour, double OffsetX, double OffsetY, double Blur);

/// <param name="HugsText">True: a plate behind the lines of text; false: behind the whole box.</param>
public sealed record LetterPlate(Rgba Colour, double Radius, bool HugsText, double MarginX = 0, double MarginY = 0);

public sealed record LetterFrame(Rgba Colour, double Width, double Radius);

/// <summary>Colours over the box. The angle is that of CSS: 0 upwards, 90 to the right.</summary>
public sealed record LetterGradient(bool IsRadial, double AngleDegrees, IReadOnlyList<ColourStop> Stops);

public readonly record struct ColourStop(double Offset, Rgba Colour);

/// <summary>A part of a text that looks different; positions count UTF-16 units of the text.</summary>
public sealed record TextSpan(int Start, int Length)
{
    public Rgba? Colour { get; init; }
    public int? Weight { get; init; }
    public bool? Italic { get; init; }
    public bool Underline { get; init; }

    /// <summary>Pixels between what it covers and what follows, beyond the usual: for the spaces of words.</summary>
    public double ExtraSpacing { get; init; }
}
