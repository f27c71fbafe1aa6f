using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Framemill.Pixels.Kernels;

/// <summary>
/// Reduces a row of bytes by the triangle of <see cref="AxisTaps"/>: bytes in, values of 15 bits out.
/// </summary>
internal static unsafe class FilterColumns
{
    /// <remarks>
    /// As <see cref="LerpColumns.Row"/>, one load a tap; each product is rounded by itself, as in the scalar form.
    /// </remarks>
    public static void Row(byte* source, in ColumnTaps taps, short* target)
    {
        if (!Avx2.IsSupported) RowScalar(source, taps, target);
        else if (taps.IsSplit) RowSplit(source, taps, target);
        else RowWhole(source, taps, target);
    }

    public static void RowScalar(byte* source, in ColumnTaps taps, short* target)
    {
        for (var i = 0; i < taps.Padded; i++)
        {
            var at = source + taps.Firsts[i];
            var weights = taps.Weight(i);
            var sum = 0;
            for (var k = 0; k < taps.Taps; k++)
            {
                sum += (((at[k] << LerpColumns.Headroom) * weights[k * ColumnTaps.StepSize]) + (1 << 14)) >> 15;
            }

            target[i] = (short)sum;
        }
    }

    private static void RowWhole(byte* source, in ColumnTaps taps, short* target)
    {
        var weightRows = taps.Taps;
        var weights = taps.Weights;
        for (var i = 0; i < taps.Padded; i += 16)
        {
            var group = i / ColumnTaps.GroupSize;
            var low = source + taps.Bases[2 * group];
            var high = source + taps.Bases[(2 * group) + 2];
            var mask = Vector256.Load(taps.Masks + (16 * group));
            var sum = Vector256<short>.Zero;
            for (var k = 0; k < weightRows; k++)
            {
                var bytes = Vector256.Create(Vector128.Load(low + k), Vector128.Load(high + k));
                var value = (Avx2.Shuffle(bytes, mask).AsUInt16() >>> 1).AsInt16();
                var weight = Vector256.Load(weights);
                weights += ColumnTaps.StepSize;
                sum += Avx2.MultiplyHighRoundScale(value, weight);
            }

            sum.Store(target + i);
        }
    }

    // Steps above two: the halves of a group have a load each; the masks leave the other half zero, so "or" joins them.
    private static void RowSplit(byte* source, in ColumnTaps taps, short* target)
    {
        var weightRows = taps.Taps;
        var weights = taps.Weights;
        for (var i = 0; i < taps.Padded; i += 16)
        {
            var group = i / ColumnTaps.GroupSize;
            var bases = taps.Bases + (2 * group);
            var frontLow = source + bases[0];
            var backLow = source + bases[1];
            var frontHigh = source + bases[2];
            var backHigh = source + bases[3];
            var mask = Vector256.Load(taps.Masks + (16 * group));
            var maskHigh = Vector256.Load(taps.MasksHigh + (16 * group));
            var sum = Vector256<short>.Zero;
            for (var k = 0; k < weightRows; k++)
            {
                var front = Vector256.Create(Vector128.Load(frontLow + k), Vector128.Load(frontHigh + k));
                var back = Vector256.Create(Vector128.Load(backLow + k), Vector128.Load(backHigh + k));
                var bytes = Avx2.Shuffle(front, mask) | Avx2.Shuffle(back, maskHigh);
                var weight = Vector256.Load(weights);
                weights += ColumnTaps.StepSize;
                sum += Avx2.MultiplyHighRoundScale((bytes.AsUInt16() >>> 1).AsInt16(), weight);
            }

            sum.Store(target + i);
        }
    }
}
