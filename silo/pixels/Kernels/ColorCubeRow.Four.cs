using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Framemill.Pixels.Kernels;

/// <summary>Four blocks of two by two lumas at once.</summary>
/// <remarks>
/// A block's lumas mostly lie within two cells of the grid. Of the three points p, q, r that bound those, mixed over U
/// and V, a luma t codes above p is <c>8 p + (q - p) min(t, 8) + (r - q) max(t - 8, 0)</c>: the very sums of the scalar
/// form, without a branch for which cell it is.
/// </remarks>
internal static unsafe partial class ColorCubeRow
{
    /// <summary>True when some pixel of each of the four blocks shows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool ShowsFour(byte* alphaUpper, byte* alphaLower)
    {
        var seen = Vector128.CreateScalar(*(long*)alphaUpper | *(long*)alphaLower).AsUInt16();
        return (Vector128.Equals(seen, Vector128<ushort>.Zero).ExtractMostSignificantBits() & 15) == 0;
    }

    /// <summary>Nothing is written and false where a block's lumas are too far apart.</summary>
    private static bool FourBlocks(
        short* cube, byte* upper, byte* lower, byte* u, byte* v, byte* newUpper, byte* newLower, byte* newU, byte* newV)
    {
        // Two lumas of the upper row, two of the lower one, block by block.
        var blocks = Sse2.UnpackLow(
            Vector128.CreateScalar(*(long*)upper).AsUInt16(), Vector128.CreateScalar(*(long*)lower).AsUInt16());
        var lumas = blocks.AsByte();
        var least = Vector128.Min(lumas, (blocks.AsUInt32() >>> 16).AsByte());
        var most = Vector128.Max(lumas, (blocks.AsUInt32() >>> 16).AsByte());
        least = Vector128.Min(least, (least.AsUInt32() >>> 8).AsByte());
        most = Vector128.Max(most, (most.AsUInt32() >>> 8).AsByte());
        var first = least.AsInt32() & Vector128.Create(256 - Step);
        var reach = (most.AsInt32() & Vector128.Create(255)) - first;
        if (Vector128.GreaterThanAny(reach, Vector128.Create((2 * Step) - 1))) return false;

        var pairs = Ssse3.MultiplyAddAdjacent(lumas, Vector128.Create((sbyte)1));
        var sums = Sse2.MultiplyAddAdjacent(pairs, Vector128.Create((short)1));
        var means = ((sums + Vector128.Create(2)) >>> 2) - first;
        var blue = Sse41.ConvertToVector128Int32(Vector128.CreateScalar(*(int*)u).AsByte());
        var red = Sse41.ConvertToVector128Int32(Vector128.CreateScalar(*(int*)v).AsByte());
        var at = ((red >>> StepBits) * Vector128.Create(StepV)) + ((blue >>> StepBits) * Vector128.Create(StepU))
            + (first >>> 1); // Of eight codes four lanes.
        var (farU, farV) = (blue & Vector128.Create(Step - 1), red & Vector128.Create(Step - 1));
        var (nearU, nearV) = (Vector128.Create(Step) - farU, Vector128.Create(Step) - farV);
        var weightsNear = (nearU * nearV) | ((farU * nearV) << 16);
        var weightsFar = (nearU * farV) | ((farU * farV) << 16);

        var lumasLow = Avx2.ConvertToVector256Int32(lumas);
        var lumasHigh = Avx2.ConvertToVector256Int32(Sse2.ShiftRightLogical128BitLane(lumas, 8));
        var near = weightsNear.ToVector256Unsafe();
        var far = weightsFar.ToVector256Unsafe();
        var firsts = first.ToVector256Unsafe();
        var mean = means.ToVector256Unsafe();
        var (one, oneChroma) = Two(
            cube + at[0], cube + at[1], Both(near, 0), Both(far, 0), lumasLow - Both(firsts, 0), Both(mean, 0));
        var (two, twoChroma) = Two(
            cube + at[2], cube + at[3], Both(near, 2), Both(far, 2), lumasHigh - Both(firsts, 2), Both(mean, 2));

        var written = Ssse3.Shuffle(Pack(one, two), Vector128.Create(
            (byte)0, 1, 4, 5, 8, 9, 12, 13, 2, 3, 6, 7, 10, 11, 14, 15)).AsInt64();
        *(long*)newUpper = written[0];
        *(long*)newLower = written[1];
        var colours = Ssse3.Shuffle(Pack(oneChroma, twoChroma), Vector128.Create(
            (byte)1, 5, 9, 13, 2, 6, 10, 14, 0, 0, 0, 0, 0, 0, 0, 0)).AsInt32();
        *(int*)newU = colours[0];
        *(int*)newV = colours[1];
        return true;
    }

    /// <summary>Two blocks: their four lumas each; and luma, U and V of their means.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector256<int> Lumas, Vector256<int> Colours) Two(
        short* left, short* right, Vector256<int> near, Vector256<int> far, Vector256<int> lumas, Vector256<int> means)
    {
        const int StepBoth = StepU + StepV;
        var (one, two) = (Points16(left, right), Points16(left + StepU, right + StepU));
        var (three, four) = (Points16(left + StepV, right + StepV), Points16(left + StepBoth, right + StepBoth));
        var p = Mix(Avx2.UnpackLow(one, two), Avx2.UnpackLow(three, four), near, far);
        var q = Mix(Avx2.UnpackHigh(one, two), Avx2.UnpackHigh(three, four), near, far);
        left += 2 * Lanes;
        right += 2 * Lanes;
        var r = Mix(
            Avx2.UnpackLow(Points16(left, right), Points16(left + StepU, right + StepU)),
            Avx2.UnpackLow(Points16(left + StepV, right + StepV), Points16(left + StepBoth, right + StepBoth)),
            near, far);
        var start = (p << StepBits) + Vector256.Create(Half);
        var (rise, next) = (q - p, r - q);
        return (
            Along(Luma(start), Luma(rise), Luma(next), lumas), Along(start, rise, next, means));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Along(
        Vector256<int> start, Vector256<int> rise, Vector256<int> next, Vector256<int> codes)
    {
        var step = Vector256.Create(Step);
        return (start + (rise * Vector256.Min(codes, step))
            + (next * Vector256.Max(codes - step, Vector256<int>.Zero))) >>> Shift;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Mix(
        Vector256<short> nearPoints, Vector256<short> farPoints, Vector256<int> near, Vector256<int> far) =>
        Avx2.MultiplyAddAdjacent(nearPoints, near.AsInt16()) + Avx2.MultiplyAddAdjacent(farPoints, far.AsInt16());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<short> Points16(short* left, short* right) =>
        Vector256.Create(Vector128.Load(left), Vector128.Load(right));

    /// <summary>The first lane of each half, all over the half.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Luma(Vector256<int> colours) => Avx2.Shuffle(colours, 0);

    /// <summary>Two neighbouring lanes, each over a half.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Both(Vector256<int> lanes, int lane) => Avx2.PermuteVar8x32(
        lanes, Vector256.Create(lane, lane, lane, lane, lane + 1, lane + 1, lane + 1, lane + 1));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Pack(Vector256<int> first, Vector256<int> second) => Sse2.PackUnsignedSaturate(
        Sse2.PackSignedSaturate(first.GetLower(), first.GetUpper()),
        Sse2.PackSignedSaturate(second.GetLower(), second.GetUpper()));
}
