using Framemill.Media.Edits;
using Framemill.Media.Timelines;

namespace Framemill.Media.Encoders;

/// <summary>Everything about a film's picture that its encoder must know. One for the whole film.</summary>
public sealed record VideoFormat
{
    public const int SideMax = 8192;

    public required int Width { get; init; }
    public required int Height { get; init; }
    public required FrameRate Rate { get; init; }
    public Quality Quality { get; init; } = Quality.Medium;

    /// <summary>Part of the settings: another number of threads gives other bytes.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Of one planar frame without padding.</summary>
    public long FrameBytes => (long)Width * Height * 3 / 2;

    internal void Check()
    {
        if (Width is < 2 or > SideMax || Height is < 2 or > SideMax || ((Width | Height) & 1) != 0)
            throw new ArgumentException(
                $"A film of {Width}x{Height} cannot be encoded: sides are even, 2 to {SideMax}.");
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Rate.Numerator);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Rate.Denominator);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Threads);
    }
}
