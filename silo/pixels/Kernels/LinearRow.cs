using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Framemill.Pixels.Kernels;

/// <summary>
/// <c>target = (value - pivot) * gain + offset</c>, cut to bytes: what brightness, contrast and saturation are.
/// </summary>
internal static unsafe class LinearRow
{
    /// <summary>Gains are held in 1/4096: up to eight times, either sign.</summary>
    public const int GainBits = 12;

    private const int InBits = 6;
    private const int OutBits = InBits + GainBits - 15;

    /// <remarks>
    /// value*64 times gain*4096 gives value*gain*8 after the rounding product by 2^15: three bits are left to round by.
    /// The pack cuts to 0..255 as the scalar clamp does.
    /// </remarks>
    public static void Row(byte* source, byte* target, int count, int pivot, short gain, int offset)
    {
        var i = 0;
        if (Avx2.IsSupported)
        {
            var pivots = Vector256.Create((short)pivot);
            var gains = Vector256.Create(gain);
            var rounding = Vector256.Create((short)(1 << (OutBits - 1)));
            var offsets = Vector256.Create((short)offset);
            for (; i + 32 <= count; i += 32)
            {
                var first = Lanes(source + i, pivots, gains, rounding, offsets);
                var second = Lanes(source + i + 16, pivots, gains, rounding, offsets);
                var packed = Avx2.PackUnsignedSaturate(first, second).AsInt64();
                Avx2.Permute4x64(packed, 0b11_01_10_00).AsByte().Store(target + i);
            }
        }

        RowScalar(source + i, target + i, count - i, pivot, gain, offset);
    }

    public static void RowScalar(byte* source, byte* target, int count, int pivot, short gain, int offset)
    {
        for (var i = 0; i < count; i++)
        {
            var scaled = ((((source[i] - pivot) << InBits) * gain) + (1 << 14)) >> 15;
            target[i] = (byte)Math.Clamp(((scaled + (1 << (OutBits - 1))) >> OutBits) + offset, 0, 255);
        }
    }

    private static Vector256<short> Lanes(
        byte* source,
        Vector256<short> pivots,
        Vector256<short> gains,
        Vector256<short> rounding,
        Vector256<short> offsets)
    {
        var value = (Avx2.ConvertToVector256Int16(source) - pivots) << InBits;
        var scaled = Avx2.MultiplyHighRoundScale(value, gains);
        return Vector256.ShiftRightArithmetic(scaled + rounding, OutBits) + offsets;
    }
}
