namespace Framemill.Media.Sources;

/// <summary>What the numbers of a picture mean, in ffmpeg's names; guessed where the file does not say.</summary>
public sealed record ColourFacts
{
    public string Primaries { get; init; } = "bt709";
    public string Transfer { get; init; } = "bt709";
    public string Matrix { get; init; } = "bt709";
    public bool IsFullRange { get; init; }
    public DynamicRange Range { get; init; }

    /// <summary>
    /// The brightest that a PQ source says it contains, in candela per square metre; null when it is silent.
    /// </summary>
    public int? PeakNits { get; init; }
}

public enum DynamicRange
{
    Standard = 0,

    /// <summary>HDR10 and its relatives: SMPTE 2084.</summary>
    Pq = 1,

    /// <summary>Hybrid log-gamma: ARIB STD-B67.</summary>
    Hlg = 2,
}
