using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Framemill.Pixels.Kernels;

/// <summary>A row of bytes under one fixed bell of weights: the horizontal half of a blur.</summary>
internal static unsafe class SmoothRow
{
    /// <summary>
    /// Writes values of 15 bits; reads <c>taps / 2</c> bytes before and behind the row. Weights sum to 32768.
    /// </summary>
    public static void Row(byte* source, short* weights, int taps, short* target, int count)
    {
        var from = source - (taps / 2);
        var i = 0;
        if (Avx2.IsSupported)
        {
            for (; i + 16 <= count; i += 16)
            {
                var sum = Vector256<short>.Zero;
                for (var k = 0; k < taps; k++)
                {
                    var value = Avx2.ConvertToVector256Int16(from + i + k) << LerpColumns.Headroom;
                    sum += Avx2.MultiplyHighRoundScale(value, Vector256.Create(weights[k]));
                }

                sum.Store(target + i);
            }
        }

        RowScalar(source + i, weights, taps, target + i, count - i);
    }

    public static void RowScalar(byte* source, short* weights, int taps, short* target, int count)
    {
        var from = source - (taps / 2);
        for (var i = 0; i < count; i++)
        {
            var sum = 0;
            for (var k = 0; k < taps; k++)
            {
                sum += (((from[i + k] << LerpColumns.Headroom) * weights[k]) + (1 << 14)) >> 15;
            }

            target[i] = (short)sum;
        }
    }
}
