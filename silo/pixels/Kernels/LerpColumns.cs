using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Framemill.Pixels.Kernels;

/// <summary>Stretches a row of bytes linearly: bytes in, values of 15 bits (byte times 128) out.</summary>
internal static unsafe class LerpColumns
{
    /// <summary>
    /// A byte is held as <c>byte &lt;&lt; Headroom</c>: the most that stays positive in a signed 16-bit lane.
    /// </summary>
    public const int Headroom = 7;

    /// <remarks>
    /// Sixteen outputs at a time: two groups of eight, one in each half. The shuffle puts a byte into the upper half of
    /// a lane, the shift by one makes it byte*128. <c>MultiplyHighRoundScale(a, b)</c> is (a*b + 2^14) >> 15, which is
    /// just the rounding of the scalar form.
    /// </remarks>
    public static void Row(byte* source, in ColumnTaps taps, short* target)
    {
        if (!Avx2.IsSupported)
        {
            RowScalar(source, taps, target);
            return;
        }

        var bases = taps.Bases;
        var masks = taps.Masks;
        var weights = taps.Weights;
        for (var i = 0; i < taps.Padded; i += 16)
        {
            var low = source + bases[0];
            var high = source + bases[2];
            bases += 4;
            var mask = Vector256.Load(masks);
            var first = Vector256.Create(Vector128.Load(low), Vector128.Load(high));
            var second = Vector256.Create(Vector128.Load(low + 1), Vector128.Load(high + 1));
            var left = (Avx2.Shuffle(first, mask).AsUInt16() >>> 1).AsInt16();
            var right = (Avx2.Shuffle(second, mask).AsUInt16() >>> 1).AsInt16();
            var value = left + Avx2.MultiplyHighRoundScale(right - left, Vector256.Load(weights));
            value.Store(target + i);
            masks += 32;
            weights += 16;
        }
    }

    public static void RowScalar(byte* source, in ColumnTaps taps, short* target)
    {
        for (var i = 0; i < taps.Padded; i++)
        {
            var at = source + taps.Firsts[i];
            var left = at[0] << Headroom;
            var right = at[1] << Headroom;
            target[i] = (short)(left + ((((right - left) * *taps.Weight(i)) + (1 << 14)) >> 15));
        }
    }
}
