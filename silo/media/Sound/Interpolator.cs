using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Framemill.Media.Sound;

/// <summary>
/// Finds the peaks between samples: the signal at a quarter, a half and three quarters of the way to the next sample,
/// by a windowed sinc, which together with the samples themselves is the 4x oversampling of ITU-R BS.1770-4.
/// </summary>
internal static class Interpolator
{
    /// <summary>Samples on each side of a point that take part.</summary>
    public const int Reach = 12;

    private const int Taps = 2 * Reach;
    private static readonly float[] Quarter = Phase(0.25);
    private static readonly float[] Half = Phase(0.5);
    private static readonly float[] ThreeQuarters = Phase(0.75);

    /// <summary>By how much a point between samples can exceed the samples around it at most.</summary>
    public static float Overshoot { get; } =
        new[] { Quarter, Half, ThreeQuarters }.Max(phase => phase.Sum(MathF.Abs)) * 1.0001f;

    /// <summary>
    /// Writes the largest magnitude at and right after each sample. <paramref name="signal"/> has <see cref="Reach"/>
    /// samples before and after those that <paramref name="peaks"/> is for; what is there already stays if it is
    /// larger.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Peaks(ReadOnlySpan<float> signal, Span<float> peaks)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(signal.Length, peaks.Length + Taps);
        var width = Vector<float>.Count;
        var quarters = Quarter.AsSpan(0, Taps);
        var halves = Half.AsSpan(0, Taps);
        var threes = ThreeQuarters.AsSpan(0, Taps);
        var i = 0;
        for (; i + width <= peaks.Length; i += width)
        {
            var peak = Vector.Max(
                new Vector<float>(peaks[i..]), Vector.Abs(new Vector<float>(signal[(i + Reach)..])));
            var (quarter, half, threeQuarters) = (Vector<float>.Zero, Vector<float>.Zero, Vector<float>.Zero);
            ref var first = ref MemoryMarshal.GetReference(signal[(i + 1)..]);
            for (var tap = 0; tap < Taps; tap++)
            {
                var value = Vector.LoadUnsafe(ref first, (nuint)tap);
                quarter += value * quarters[tap];
                half += value * halves[tap];
                threeQuarters += value * threes[tap];
            }

            peak = Vector.Max(
                Vector.Max(peak, Vector.Abs(quarter)), Vector.Max(Vector.Abs(half), Vector.Abs(threeQuarters)));
            peak.CopyTo(peaks[i..]);
        }

        PeaksScalar(signal[i..], peaks[i..]);
    }

    /// <summary>The same, sample by sample.</summary>
    public static void PeaksScalar(ReadOnlySpan<float> signal, Span<float> peaks)
    {
        for (var i = 0; i < peaks.Length; i++)
        {
            var peak = MathF.Max(peaks[i], MathF.Abs(signal[i + Reach]));
            foreach (var phase in (ReadOnlySpan<float[]>)[Quarter, Half, ThreeQuarters])
            {
                var sum = 0f;
                for (var tap = 0; tap < Taps; tap++) sum += signal[i + 1 + tap] * phase[tap];
                peak = MathF.Max(peak, MathF.Abs(sum));
            }

            peaks[i] = peak;
        }
    }

    /// <summary>Sinc under a Blackman window, scaled so that a constant stays what it is.</summary>
    private static float[] Phase(double fraction)
    {
        var taps = new double[Taps];
        for (var tap = 0; tap < Taps; tap++)
        {
            var distance = tap - (Reach - 1) - fraction;
            var place = distance / Reach;
            var window = 0.42 + (0.5 * Math.Cos(Math.PI * place)) + (0.08 * Math.Cos(2 * Math.PI * place));
            taps[tap] = Math.Sin(Math.PI * distance) / (Math.PI * distance) * window;
        }

        var sum = taps.Sum();
        return [.. taps.Select(tap => (float)(tap / sum))];
    }
}
