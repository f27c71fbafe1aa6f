namespace Framemill.Media.Edits;

/// <summary>A fill of letters that runs through at least two colours.</summary>
public sealed record TextGradient
{
    public bool Radial { get; init; }

    /// <summary>Degrees, for a linear one.</summary>
    public double Angle { get; init; }

    public required IReadOnlyList<GradientStop> Stops { get; init; }
}
