using Framemill.Benchmarks.Versus.Reference;

namespace Framemill.Benchmarks.Versus;

/// <summary>What one run cost.</summary>
/// <param name="ProcessorSeconds">User and system time of all processes that took part.</param>
/// <param name="PeakMiB">Most memory held at one time, sampled.</param>
/// <param name="FirstSegmentSeconds">Until something can be watched; null where that is the whole film.</param>
internal sealed record Result(
    string Name, double WallSeconds, double ProcessorSeconds, double PeakMiB, int Frames,
    double? FirstSegmentSeconds = null)
{
    /// <summary>The film that was made, where it is one to be looked at.</summary>
    public string? Film { get; init; }

    public Quality? Quality { get; init; }
}
