namespace Framemill.Benchmarks.Gpu;

/// <summary>How large the frames are, how many sets of them take turns, and how often each case is timed.</summary>
internal sealed record CardSizes(int Width, int Height, int Sets, int CopySide, int WarmUps, int Rounds)
{
    /// <summary>Frames of 8K: a single one fills any card, and six sets exceed any cache many times.</summary>
    public static CardSizes Large { get; } = new(7680, 4320, 6, 16384, 3, 15);
}
