using Framemill.Pixels;

namespace Framemill.Media.Composition;

/// <summary>What a transition or an effect does to a clip at one moment, on top of the clip's own layout.</summary>
public readonly record struct Motion
{
    public static readonly Motion None = new();

    public Motion() { }

    public double Opacity { get; init; } = 1;

    /// <summary>Multiplies the clip's own scale.</summary>
    public double Scale { get; init; } = 1;

    /// <summary>Fractions of the frame, y up; added to the clip's own offset.</summary>
    public double OffsetX { get; init; }
    public double OffsetY { get; init; }

    /// <summary>Clockwise; added to the clip's own rotation.</summary>
    public double RotateDegrees { get; init; }

    /// <summary>What of the clip is behind a moving edge.</summary>
    public Curtain? Curtain { get; init; }

    /// <summary>The motion brings into view what the fit would cut off.</summary>
    public bool KeepsOverflowX { get; init; }
    public bool KeepsOverflowY { get; init; }

    public Motion With(in Motion other) => new()
    {
        Opacity = Opacity * other.Opacity,
        Scale = Scale * other.Scale,
        OffsetX = OffsetX + other.OffsetX,
        OffsetY = OffsetY + other.OffsetY,
        RotateDegrees = RotateDegrees + other.RotateDegrees,
        Curtain = other.Curtain ?? Curtain,
        KeepsOverflowX = KeepsOverflowX || other.KeepsOverflowX,
        KeepsOverflowY = KeepsOverflowY || other.KeepsOverflowY,
    };
}

/// <summary>
/// A line across the clip that hides one side of it. Along the clip's width, nought being its left edge and one its
/// right, the picture is whole at <paramref name="Whole"/> and beyond, gone at <paramref name="Gone"/> and beyond.
/// </summary>
public readonly record struct Curtain(double Whole, double Gone);
