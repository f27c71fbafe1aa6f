namespace Framemill.Media.Text.Scenes;

/// <summary>How a part of a text is shown at one moment. As it was laid out, where nothing is said.</summary>
/// <param name="Part">Index of the part.</param>
public readonly record struct PartPose(int Part)
{
    public double Opacity { get; init; } = 1;

    /// <summary>Pixels of the box, to the right and down.</summary>
    public double ShiftX { get; init; }
    public double ShiftY { get; init; }

    /// <summary>About the part's own centre.</summary>
    public double Scale { get; init; } = 1;
    public double RotateDegrees { get; init; }

    /// <summary>How far it looks as the spoken word does: 0 not at all, 1 wholly.</summary>
    public double Lit { get; init; }

    /// <summary>How much of it is filled with the spoken word's look, in the direction of reading.</summary>
    public double Filled { get; init; }

    /// <summary>What leaves the line that the part stands on is not seen.</summary>
    public bool StaysInLine { get; init; }
}
