namespace Framemill.Media.Edits;

/// <summary>Pixels near a colour become transparent.</summary>
public sealed record ChromaKey
{
    public required Rgba Color { get; init; }

    /// <summary>Pixels within this distance vanish. 0 to 250.</summary>
    public int Threshold { get; init; }

    /// <summary>Beyond the threshold, over this distance, they fade in. 0 to 250.</summary>
    public int Halo { get; init; }
}
