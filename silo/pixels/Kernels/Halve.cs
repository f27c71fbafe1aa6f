using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Framemill.Pixels.Kernels;

/// <summary>
/// Halves a plane: the rounded mean of two by two samples, the last row and column repeated where odd.
/// </summary>
internal static unsafe class Halve
{
    public static void Plane(Plane source, Plane target)
    {
        var whole = source.Width / 2;
        for (var y = 0; y < target.Height; y++)
        {
            var upper = source.RowPointer(2 * y);
            var lower = source.RowPointer(Math.Min((2 * y) + 1, source.Height - 1));
            var to = target.RowPointer(y);
            Row(upper, lower, to, whole);
            if (target.Width > whole) to[whole] = (byte)((upper[source.Width - 1] + lower[source.Width - 1] + 1) >> 1);
        }
    }

    /// <remarks>Multiply-add by ones sums byte pairs; 16 outputs from 32 bytes of each row.</remarks>
    public static void Row(byte* upper, byte* lower, byte* target, int count)
    {
        var i = 0;
        if (Avx2.IsSupported)
        {
            var ones = Vector256.Create((sbyte)1);
            var rounding = Vector256.Create((short)2);
            for (; i + 16 <= count; i += 16)
            {
                var top = Avx2.MultiplyAddAdjacent(Vector256.Load(upper + (2 * i)), ones);
                var bottom = Avx2.MultiplyAddAdjacent(Vector256.Load(lower + (2 * i)), ones);
                var mean = Vector256.ShiftRightLogical(top + bottom + rounding, 2);
                var packed = Avx2.PackUnsignedSaturate(mean, mean).AsInt64();
                Avx2.Permute4x64(packed, 0b11_01_10_00).GetLower().AsByte().Store(target + i);
            }
        }

        RowScalar(upper + (2 * i), lower + (2 * i), target + i, count - i);
    }

    public static void RowScalar(byte* upper, byte* lower, byte* target, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var sum = upper[2 * i] + upper[(2 * i) + 1] + lower[2 * i] + lower[(2 * i) + 1];
            target[i] = (byte)((sum + 2) >> 2);
        }
    }
}
