namespace Framemill.Renders;

/// <summary>A film laid out: what is left is to make its parts. Small, and stored with the render.</summary>
[GenerateSerializer, Immutable, Alias("framemill.renders.film-plan")]
public sealed record FilmPlan
{
    /// <summary>Object with the edit and all that was learnt of its media; every later step starts from it.</summary>
    [Id(0)] public required string ManifestKey { get; init; }
    [Id(1)] public required int FrameCount { get; init; }
    [Id(2)] public required int RateNumerator { get; init; }
    [Id(3)] public required int RateDenominator { get; init; }
    [Id(4)] public required int Width { get; init; }
    [Id(5)] public required int Height { get; init; }
    [Id(6)] public required string Format { get; init; }

    /// <summary>Content key of the mixed sound; null for a silent film.</summary>
    [Id(7)] public string? SoundKey { get; init; }

    /// <summary>
    /// In the film's order, index and frames without a gap. Empty for formats without moving pictures.
    /// </summary>
    [Id(8)] public IReadOnlyList<PlannedSegment> Segments { get; init; } = [];

    /// <summary>Memory that rendering one lane takes, frames in flight and encoder included.</summary>
    [Id(9)] public required long LaneMemoryBytes { get; init; }
}
