using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Framemill.Pixels.Kernels;

/// <summary>
/// Brings weights (or alpha) of two luma rows to one chroma row: 1-2-1 across, because chroma is sited left, and the
/// mean of the two rows down.
/// </summary>
internal static unsafe class ReduceWeights
{
    /// <summary>Reads <c>upper[-1] .. upper[2*count-1]</c> and the same of lower.</summary>
    /// <remarks>Sixteen outputs: even and odd bytes are told apart by a mask and a shift within 16-bit lanes.</remarks>
    public static void Row(byte* upper, byte* lower, byte* target, int count)
    {
        var i = 0;
        if (Avx2.IsSupported)
        {
            var even = Vector256.Create((ushort)0x00FF);
            var rounding = Vector256.Create((ushort)4);
            for (; i + 16 <= count; i += 16)
            {
                var top = Vector256.Load(upper + (2 * i)).AsUInt16();
                var bottom = Vector256.Load(lower + (2 * i)).AsUInt16();
                var topBefore = Vector256.Load(upper + (2 * i) - 1).AsUInt16();
                var bottomBefore = Vector256.Load(lower + (2 * i) - 1).AsUInt16();
                var middle = (top & even) + (bottom & even);
                var right = (top >>> 8) + (bottom >>> 8);
                var left = (topBefore & even) + (bottomBefore & even);
                var sum = (left + right + (middle << 1) + rounding) >>> 3;
                var packed = Avx2.PackUnsignedSaturate(sum.AsInt16(), sum.AsInt16()).AsInt64();
                Avx2.Permute4x64(packed, 0b11_01_10_00).GetLower().AsByte().Store(target + i);
            }
        }

        RowScalar(upper + (2 * i), lower + (2 * i), target + i, count - i);
    }

    public static void RowScalar(byte* upper, byte* lower, byte* target, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var middle = upper[2 * i] + lower[2 * i];
            var left = upper[(2 * i) - 1] + lower[(2 * i) - 1];
            var right = upper[(2 * i) + 1] + lower[(2 * i) + 1];
            target[i] = (byte)((left + right + (2 * middle) + 4) >> 3);
        }
    }
}
