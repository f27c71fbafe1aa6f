using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Framemill.Media.Sound;

/// <summary>
/// Brings sound of a lower rate to 48 kHz by a polyphase filter of linear phase: 64 taps of a sinc under a Kaiser
/// window, flat to nine tenths of the old band. Sums are made in one fixed order, so every machine gets the same bits.
/// </summary>
internal sealed class SpeechResampler
{
    private const int Taps = 64;
    private const int Before = (Taps / 2) - 1;
    private const int PhasesMax = 640;
    private const double Cutoff = 0.95;
    private const double KaiserBeta = 9;

    private readonly int _step;
    private readonly int _phases;
    private readonly float[] _filters;

    /// <param name="rate">Of the source; see <see cref="Takes"/>.</param>
    public SpeechResampler(int rate)
    {
        ArgumentOutOfRangeException.ThrowIfEqual(Takes(rate), false);
        (_step, _phases) = Ratio(rate);
        _filters = new float[_phases * Taps];
        for (var phase = 0; phase < _phases; phase++) Design(phase / (double)_phases, _filters.AsSpan(phase * Taps));
    }

    /// <summary>Only upwards, and only rates that need few phases.</summary>
    public static bool Takes(int rate) => rate is >= 8_000 and < SoundFormat.Rate && Ratio(rate).Phases <= PhasesMax;

    /// <summary>Writes mono at 48 kHz, from an output sample on, the same left and right.</summary>
    /// <param name="padded">The source between <see cref="Pad"/>'s zeros.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Resample(ReadOnlySpan<float> padded, long sample, Span<float> interleaved)
    {
        for (var i = 0; i + 1 < interleaved.Length; i += 2, sample++)
        {
            var (at, phase) = Math.DivRem(sample * _step, _phases);
            ref var source = ref MemoryMarshal.GetReference(padded.Slice((int)at, Taps));
            ref var filter = ref MemoryMarshal.GetReference(_filters.AsSpan((int)phase * Taps, Taps));
            var (even, odd) = (Vector128<float>.Zero, Vector128<float>.Zero);
            for (nuint tap = 0; tap < Taps; tap += 8)
            {
                even += Vector128.LoadUnsafe(ref source, tap) * Vector128.LoadUnsafe(ref filter, tap);
                odd += Vector128.LoadUnsafe(ref source, tap + 4) * Vector128.LoadUnsafe(ref filter, tap + 4);
            }

            var sums = even + odd;
            var value = (sums[0] + sums[1]) + (sums[2] + sums[3]);
            interleaved[i] = value;
            interleaved[i + 1] = value;
        }
    }

    /// <summary>The source as numbers from -1 to 1, with the zeros around it that the filter reaches into.</summary>
    public static float[] Pad(ReadOnlySpan<short> samples)
    {
        var padded = new float[samples.Length + (2 * Taps)];
        for (var i = 0; i < samples.Length; i++) padded[Before + i] = samples[i] / 32_768f;
        return padded;
    }

    /// <summary>Samples at 48 kHz that so many of the source make.</summary>
    public long Length(long samples) => samples * _phases / _step;

    private static (int Step, int Phases) Ratio(int rate)
    {
        var (divisor, rest) = (rate, SoundFormat.Rate);
        while (rest != 0) (divisor, rest) = (rest, divisor % rest);
        return (rate / divisor, SoundFormat.Rate / divisor);
    }

    /// <summary>The filter for a point that lies so far behind a source sample; a constant stays what it is.</summary>
    private static void Design(double fraction, Span<float> filter)
    {
        Span<double> taps = stackalloc double[Taps];
        var sum = 0.0;
        for (var tap = 0; tap < Taps; tap++)
        {
            var distance = tap - Before - fraction;
            var place = Math.Min(1, Math.Abs(distance) / (Taps / 2));
            var angle = Math.PI * distance * Cutoff;
            var sinc = Math.Abs(angle) < 1e-9 ? 1 : Math.Sin(angle) / angle;
            taps[tap] = sinc * Bessel(KaiserBeta * Math.Sqrt(1 - (place * place)));
            sum += taps[tap];
        }

        for (var tap = 0; tap < Taps; tap++) filter[tap] = (float)(taps[tap] / sum);
    }

    /// <summary>The modified Bessel function of order zero.</summary>
    private static double Bessel(double value)
    {
        var (sum, term) = (1.0, 1.0);
        for (var i = 1; term > sum * 1e-12; i++)
        {
            term *= value / (2 * i) * (value / (2 * i));
            sum += term;
        }

        return sum;
    }
}
