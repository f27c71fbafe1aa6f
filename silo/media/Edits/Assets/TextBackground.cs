namespace Framemill.Media.Edits;

/// <summary>A filled box behind text.</summary>
public sealed record TextBackground
{
    /// <summary>Null paints nothing.</summary>
    public Rgba? Color { get; init; }

    public double Opacity { get; init; } = 1;

    public double BorderRadius { get; init; }

    /// <summary>Pixels between text and edge; null for the default of the asset kind.</summary>
    public double? Padding { get; init; }

    /// <summary>The box shrinks to the text instead of filling the asset's box.</summary>
    public bool Wrap { get; init; }
}
