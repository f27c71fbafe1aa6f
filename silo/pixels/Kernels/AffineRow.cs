using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Framemill.Pixels.Kernels;

/// <summary>Samples a plane along a slanted line, bilinear, positions in 1/256 sample.</summary>
internal static unsafe class AffineRow
{
    private const int Block = 8;
    private const int PositionBits = 16;

    /// <summary>Samples the target samples <paramref name="start"/>.. of row <paramref name="y"/>.</summary>
    /// <remarks>
    /// A block begins at each multiple of eight of the target, where the position is taken exactly (32.32); inside it
    /// the steps are added in 16.16. So a row is the same however it is cut in parts.
    /// </remarks>
    public static void Row(in Plane source, in PlaneMap map, int y, int start, int count, byte* target)
    {
        var steps = stackalloc int[2 * Block];
        for (var i = 0; i < Block; i++)
        {
            steps[i] = Steps(map.Xx, i);
            steps[Block + i] = Steps(map.Yx, i);
        }

        var lanes = stackalloc byte[Block];
        var constants = new Constants(source, steps);
        var rowX = map.X0 + (map.Xy * y);
        var rowY = map.Y0 + (map.Yy * y);
        for (var at = start & -Block; at < start + count; at += Block)
        {
            var x = Position(rowX + (map.Xx * at));
            var yy = Position(rowY + (map.Yx * at));
            var isWhole = at >= start && at + Block <= start + count;
            var to = isWhole ? target + (at - start) : lanes;
            if (Avx2.IsSupported) *(long*)to = BlockLanes(source.Data, x, yy, constants);
            else BlockScalar(source, x, yy, steps, to);
            if (isWhole) continue;
            var end = Math.Min(at + Block, start + count);
            for (var i = Math.Max(at, start); i < end; i++) target[i - start] = lanes[i - at];
        }
    }

    public static void BlockScalar(in Plane source, int x, int y, int* steps, byte* target)
    {
        for (var i = 0; i < Block; i++)
        {
            // Clamping the position repeats the edge, and on the last sample the fraction is zero.
            var px = Math.Clamp(x + steps[i], 0, (source.Width - 1) << PositionBits);
            var py = Math.Clamp(y + steps[Block + i], 0, (source.Height - 1) << PositionBits);
            var fx = (px >> 8) & 255;
            var fy = (py >> 8) & 255;
            var upper = source.RowPointer(py >> PositionBits) + (px >> PositionBits);
            var lower = (py >> PositionBits) + 1 < source.Height ? upper + source.Stride : upper;
            var top = (upper[0] * (256 - fx)) + (upper[1] * fx);
            var bottom = (lower[0] * (256 - fx)) + (lower[1] * fx);
            target[i] = (byte)(((top * (256 - fy)) + (bottom * fy) + (1 << 15)) >> 16);
        }
    }

    /// <remarks>
    /// Four bytes are read at each position: the sample and its right neighbour are the lower two. They are
    /// spread to 16 bits, and one multiply-add by (256 - fx, fx) mixes them; the rows are mixed in 32 bits.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long BlockLanes(byte* data, int x, int y, in Constants constants)
    {
        var zero = Vector256<int>.Zero;
        var px = Vector256.Create(x) + constants.StepsX;
        var py = Vector256.Create(y) + constants.StepsY;
        px = Avx2.Max(zero, Avx2.Min(px, constants.LastX));
        py = Avx2.Max(zero, Avx2.Min(py, constants.LastY));
        var fraction = Vector256.Create(255);
        var whole = Vector256.Create(256);
        var fx = (px >>> 8) & fraction;
        var fy = (py >>> 8) & fraction;
        var row = py >>> PositionBits;
        var at = (row * constants.Stride) + (px >>> PositionBits);
        // One row further, except from the last one.
        var next = at + (Avx2.CompareGreaterThan(constants.LastRow, row) & constants.Stride);
        var upper = Fetch(data, at);
        var lower = Fetch(data, next);
        var weights = ((whole - fx) | (fx << 16)).AsInt16();
        var top = Avx2.MultiplyAddAdjacent(Spread(upper), weights);
        var bottom = Avx2.MultiplyAddAdjacent(Spread(lower), weights);
        var mixed = ((top << 8) + ((bottom - top) * fy) + Vector256.Create(1 << 15)) >>> 16;
        var shorts = Sse2.PackSignedSaturate(mixed.GetLower(), mixed.GetUpper());
        return Sse2.PackUnsignedSaturate(shorts, shorts).AsInt64().ToScalar();
    }

    // Eight plain loads: on the machines measured they are not slower than a gather, which newer ones slow down.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Fetch(byte* data, Vector256<int> at) =>
        Vector256.Create(FetchHalf(data, at.GetLower().AsInt64()), FetchHalf(data, at.GetUpper().AsInt64()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<int> FetchHalf(byte* data, Vector128<long> at)
    {
        var first = at.ToScalar();
        var second = at.GetElement(1);
        return Vector128.Create(
            *(int*)(data + (int)first),
            *(int*)(data + (int)(first >> 32)),
            *(int*)(data + (int)second),
            *(int*)(data + (int)(second >> 32)));
    }

    private static Vector256<short> Spread(Vector256<int> pair) =>
        ((pair & Vector256.Create(0xFF)) | ((pair & Vector256.Create(0xFF00)) << 8)).AsInt16();

    private static int Steps(long step, int count) => (int)(((step * count) + (1L << 15)) >> PositionBits);

    // Far outside nothing is seen: the clamp only keeps the 16.16 sums from overflowing.
    private static int Position(long position)
    {
        const int Far = (PlanarImage.SideMax + 64) << PositionBits;
        return (int)Math.Clamp((position + (1L << 15)) >> PositionBits, -Far, Far);
    }

    /// <summary>What all blocks of a row share.</summary>
    internal readonly ref struct Constants(in Plane source, int* steps)
    {
        public readonly Vector256<int> StepsX = Vector256.Load(steps);
        public readonly Vector256<int> StepsY = Vector256.Load(steps + Block);
        public readonly Vector256<int> LastX = Vector256.Create((source.Width - 1) << PositionBits);
        public readonly Vector256<int> LastY = Vector256.Create((source.Height - 1) << PositionBits);
        public readonly Vector256<int> LastRow = Vector256.Create(source.Height - 1);
        public readonly Vector256<int> Stride = Vector256.Create(source.Stride);
    }
}
