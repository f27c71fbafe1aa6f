using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Framemill.Pixels.Kernels;

/// <summary>Mixes rows of 15-bit values into one row of bytes: the vertical half of scaling.</summary>
internal static unsafe class CombineRows
{
    private const int Rounding = 1 << (LerpColumns.Headroom - 1);

    /// <summary>Bytes of <c>upper + (lower - upper) * weight</c>, weight in 1/32768.</summary>
    public static void Lerp(short* upper, short* lower, short weight, byte* target, int count)
    {
        var i = 0;
        if (Avx2.IsSupported)
        {
            var weights = Vector256.Create(weight);
            var rounding = Vector256.Create((short)Rounding);
            for (; i + 32 <= count; i += 32)
            {
                var first = LerpLanes(upper + i, lower + i, weights, rounding);
                var second = LerpLanes(upper + i + 16, lower + i + 16, weights, rounding);
                Pack(first, second).Store(target + i);
            }
        }

        LerpScalar(upper + i, lower + i, weight, target + i, count - i);
    }

    public static void LerpScalar(short* upper, short* lower, short weight, byte* target, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var value = upper[i] + ((((lower[i] - upper[i]) * weight) + (1 << 14)) >> 15);
            target[i] = (byte)((value + Rounding) >> LerpColumns.Headroom);
        }
    }

    /// <summary>Bytes of the weighted sum of rows; weights sum to 32768 and none is that large alone.</summary>
    public static void Filter(short** rows, short* weights, int taps, byte* target, int count)
    {
        var i = 0;
        if (Avx2.IsSupported)
        {
            var rounding = Vector256.Create((short)Rounding);
            for (; i + 32 <= count; i += 32)
            {
                var first = rounding;
                var second = rounding;
                for (var k = 0; k < taps; k++)
                {
                    var weight = Vector256.Create(weights[k]);
                    first += Avx2.MultiplyHighRoundScale(Vector256.Load(rows[k] + i), weight);
                    second += Avx2.MultiplyHighRoundScale(Vector256.Load(rows[k] + i + 16), weight);
                }

                Pack(
                    Vector256.ShiftRightArithmetic(first, LerpColumns.Headroom),
                    Vector256.ShiftRightArithmetic(second, LerpColumns.Headroom)).Store(target + i);
            }
        }

        FilterScalar(rows, weights, taps, target, i, count);
    }

    public static void FilterScalar(short** rows, short* weights, int taps, byte* target, int from, int count)
    {
        for (var i = from; i < count; i++)
        {
            var sum = Rounding;
            for (var k = 0; k < taps; k++) sum += ((rows[k][i] * weights[k]) + (1 << 14)) >> 15;
            target[i] = (byte)(sum >> LerpColumns.Headroom);
        }
    }

    private static Vector256<short> LerpLanes(
        short* upper, short* lower, Vector256<short> weights, Vector256<short> rounding)
    {
        var top = Vector256.Load(upper);
        var value = top + Avx2.MultiplyHighRoundScale(Vector256.Load(lower) - top, weights);
        return Vector256.ShiftRightArithmetic(value + rounding, LerpColumns.Headroom);
    }

    // The pack works in 128-bit halves; the permute puts the four quarters back into order.
    private static Vector256<byte> Pack(Vector256<short> first, Vector256<short> second) =>
        Avx2.Permute4x64(Avx2.PackUnsignedSaturate(first, second).AsInt64(), 0b11_01_10_00).AsByte();
}
