namespace Framemill.Media.Edits;

/// <summary>How text comes in.</summary>
public sealed record TextAnimation
{
    public required TextAnimationPreset Preset { get; init; }

    /// <summary>In seconds; null for the default of the preset.</summary>
    public double? Duration { get; init; }

    /// <summary>Word by word instead of letter by letter.</summary>
    public bool ByWord { get; init; }

    /// <summary>Null for the default of the preset.</summary>
    public Direction? Direction { get; init; }
}
