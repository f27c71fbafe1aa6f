namespace Framemill.Media.Edits;

public sealed record TextFont
{
    /// <summary>Null for the default family of the asset kind.</summary>
    public string? Family { get; init; }

    /// <summary>In pixels; null for the default of the asset kind.</summary>
    public double? Size { get; init; }

    /// <summary>1 to 1000, 400 is regular; null for the default of the asset kind.</summary>
    public int? Weight { get; init; }

    public bool Italic { get; init; }

    /// <summary>Null for the default of the asset kind.</summary>
    public Rgba? Color { get; init; }

    public double Opacity { get; init; } = 1;

    /// <summary>Painted behind the letters of each line.</summary>
    public Rgba? Background { get; init; }

    /// <summary>As a ratio of the size; null for the default of the asset kind.</summary>
    public double? LineHeight { get; init; }
}
