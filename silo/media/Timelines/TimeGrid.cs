namespace Framemill.Media.Timelines;

/// <summary>The grid on which every moment of a timeline lies.</summary>
/// <remarks>
/// Without it, each automatic length would bring its own denominator and sums of many would outgrow any number. The
/// grid holds milliseconds, samples of 44.1 and 48 kHz and frames of every rate exactly, those over 1001 included.
/// </remarks>
public static class TimeGrid
{
    public const long TicksPerSecond = 705_600_000;

    /// <summary>The moment of the grid that a computed one means.</summary>
    public static Rational Nearest(double seconds) =>
        new((Int128)Math.Round(seconds * TicksPerSecond), TicksPerSecond);

    public static Rational Snap(Rational seconds) => new((seconds * TicksPerSecond).Round(), TicksPerSecond);
}
