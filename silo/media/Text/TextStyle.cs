using Framemill.Media.Edits;

namespace Framemill.Media.Text;

/// <summary>How a text looks. Lengths are in pixels of the film's frame.</summary>
public sealed record TextStyle
{
    /// <summary>A family, or several in order of preference separated by commas. Unknown ones become Roboto.</summary>
    public string Family { get; init; } = "Roboto";
    public double Size { get; init; } = 48;

    /// <summary>As in CSS: 100 thin, 400 regular, 700 bold, 900 black.</summary>
    public int Weight { get; init; } = 400;
    public bool Italic { get; init; }
    public bool Condensed { get; init; }

    public Rgba Colour { get; init; } = Rgba.White;
    public TextGradient? Gradient { get; init; }

    /// <summary>Distance of two baselines in font sizes; null for what the font asks.</summary>
    public double? LineHeight { get; init; }
    public double LetterSpacing { get; init; }
    public TextCase Case { get; init; }
    public TextDecoration Decoration { get; init; }

    public TextStroke? Stroke { get; init; }
    public TextShadow? Shadow { get; init; }
    public TextBackground? Background { get; init; }
    public TextBorder? Border { get; init; }
    public TextPadding Padding { get; init; }

    public TextAlignment Horizontal { get; init; } = TextAlignment.Centre;
    public TextAlignment Vertical { get; init; } = TextAlignment.Centre;

    /// <summary>The box that the text is wrapped and aligned in, padding included; null for as large as the text.</summary>
    public double? BoxWidth { get; init; }
    public double? BoxHeight { get; init; }

    /// <summary>Text that does not fit its box ends in an ellipsis; otherwise it overflows.</summary>
    public bool Ellipsis { get; init; }
    public int? LinesMax { get; init; }
}

public enum TextAlignment { Start, Centre, End }

public enum TextCase { None, Upper, Lower, Capitalize }

public enum TextDecoration { None, Underline, LineThrough }

/// <param name="Width">How far the outline reaches out of the letter.</param>
public sealed record TextStroke(Rgba Colour, double Width);

public sealed record TextShadow(Rgba Colour, double OffsetX, double OffsetY, double Blur);

/// <param name="HugsText">True: a plate behind the lines of text; false: behind the whole box.</param>
public sealed record TextBackground(Rgba Colour, double Radius, bool HugsText, double MarginX = 0, double MarginY = 0);

public sealed record TextBorder(Rgba Colour, double Width, double Radius);

public readonly record struct TextPadding(double Left, double Top, double Right, double Bottom)
{
    public static TextPadding All(double length) => new(length, length, length, length);
}

/// <summary>Colours over the box. The angle is that of CSS: 0 upwards, 90 to the right.</summary>
public sealed record TextGradient(bool IsRadial, double AngleDegrees, IReadOnlyList<GradientStop> Stops);

public readonly record struct GradientStop(double Offset, Rgba Colour);

/// <summary>A part of a text that looks different; positions count UTF-16 units of the text.</summary>
public sealed record TextSpan(int Start, int Length)
{
    public Rgba? Colour { get; init; }
    public Rgba? Background { get; init; }
    public int? Weight { get; init; }
    public bool? Italic { get; init; }
    public bool Underline { get; init; }
}
