using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Framemill.Pixels.Kernels;

/// <summary>
/// Looks colours up in a grid of 33 by 33 by 33 points, eight codes apart, and interpolates between the eight around
/// each. Two rows of luma share a row of chroma: the new chroma belongs to the mean of their four lumas.
/// </summary>
/// <remarks>All sums are exact in 32 bits, rounded once at the end, so every form gives the same bytes.</remarks>
internal static unsafe partial class ColorCubeRow
{
    public const int Points = 33;

    /// <summary>A point is new luma, new U, new V and a zero, each in sixty-fourths.</summary>
    public const int Lanes = 4;

    public const int ValueBits = 6;

    /// <summary>Values behind the last point that may be read, and count for nothing.</summary>
    public const int Behind = 2 * Lanes;

    private const int StepBits = 3;
    private const int Step = 1 << StepBits;
    private const int StepU = Points * Lanes;
    private const int StepV = Points * Points * Lanes;

    /// <summary>Three interpolations of three bits each, and the fraction of the points.</summary>
    private const int Shift = (3 * StepBits) + ValueBits;

    private const int Half = 1 << (Shift - 1);

    /// <param name="alphaUpper">
    /// Of the same pixels; null for an opaque picture. Four of which none shows keep their colours.
    /// </param>
    /// <param name="lower">The same row as <paramref name="upper"/> where a picture of odd height ends.</param>
    /// <param name="width">Of luma; an odd one ends in half a block.</param>
    public static void Rows(
        short* cube, byte* upper, byte* lower, byte* u, byte* v, byte* newUpper, byte* newLower, byte* newU, byte* newV,
        byte* alphaUpper, byte* alphaLower, int width)
    {
        if (!Sse2.IsSupported)
        {
            RowsScalar(
                cube, upper, lower, u, v, newUpper, newLower, newU, newV, alphaUpper, alphaLower, width);
            return;
        }

        var column = default(Column);
        var chroma = -1;
        var four = Avx2.IsSupported ? 0 : width; // Where four blocks may be tried together again.
        for (var x = 0; x < width; x += 2)
        {
            if (x == four && x + 8 <= width)
            {
                four = x + 8;
                if ((alphaUpper is null || ShowsFour(alphaUpper + x, alphaLower + x)) && FourBlocks(
                    cube, upper + x, lower + x, u + (x / 2), v + (x / 2), newUpper + x, newLower + x, newU + (x / 2),
                    newV + (x / 2)))
                {
                    x += 6;
                    continue;
                }
            }

            var right = Math.Min(x + 1, width - 1);
            int blue = u[x / 2], red = v[x / 2];
            if (alphaUpper is not null && IsHidden(alphaUpper, alphaLower, x, right))
            {
                (newUpper[x], newUpper[right]) = (upper[x], upper[right]);
                (newLower[x], newLower[right]) = (lower[x], lower[right]);
                (newU[x / 2], newV[x / 2]) = ((byte)blue, (byte)red);
                continue;
            }

            if (((blue << 8) | red) != chroma)
            {
                chroma = (blue << 8) | red;
                column = new(cube, blue, red);
            }

            int a = upper[x], b = upper[right], c = lower[x], d = lower[right];
            newUpper[x] = column.Luma(a);
            newUpper[right] = column.Luma(b);
            newLower[x] = column.Luma(c);
            newLower[right] = column.Luma(d);
            var colour = column.At((a + b + c + d + 2) >> 2) >> Shift;
            newU[x / 2] = (byte)colour[1];
            newV[x / 2] = (byte)colour[2];
        }
    }

    public static void RowsScalar(
        short* cube, byte* upper, byte* lower, byte* u, byte* v, byte* newUpper, byte* newLower, byte* newU, byte* newV,
        byte* alphaUpper, byte* alphaLower, int width)
    {
        for (var x = 0; x < width; x += 2)
        {
            var right = Math.Min(x + 1, width - 1);
            int a = upper[x], b = upper[right], c = lower[x], d = lower[right];
            int blue = u[x / 2], red = v[x / 2];
            if (alphaUpper is not null && IsHidden(alphaUpper, alphaLower, x, right))
            {
                (newUpper[x], newUpper[right]) = ((byte)a, (byte)b);
                (newLower[x], newLower[right]) = ((byte)c, (byte)d);
                (newU[x / 2], newV[x / 2]) = ((byte)blue, (byte)red);
                continue;
            }

            newUpper[x] = Look(cube, a, blue, red, 0);
            newUpper[right] = Look(cube, b, blue, red, 0);
            newLower[x] = Look(cube, c, blue, red, 0);
            newLower[right] = Look(cube, d, blue, red, 0);
            var mean = (a + b + c + d + 2) >> 2;
            newU[x / 2] = Look(cube, mean, blue, red, 1);
            newV[x / 2] = Look(cube, mean, blue, red, 2);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsHidden(byte* alphaUpper, byte* alphaLower, int left, int right) =>
        (alphaUpper[left] | alphaUpper[right] | alphaLower[left] | alphaLower[right]) == 0;

    private static byte Look(short* cube, int y, int u, int v, int lane)
    {
        var sum = Half;
        for (var corner = 0; corner < 8; corner++)
        {
            var (stepY, stepU, stepV) = (corner & 1, (corner >> 1) & 1, corner >> 2);
            var weight = Weight(y, stepY) * Weight(u, stepU) * Weight(v, stepV);
            var point = ((((v >> StepBits) + stepV) * Points) + (u >> StepBits) + stepU) * Points;
            sum += weight * cube[((point + (y >> StepBits) + stepY) * Lanes) + lane];
        }

        return (byte)(sum >> Shift);
    }

    private static int Weight(int value, int step) =>
        step == 0 ? Step - (value & (Step - 1)) : value & (Step - 1);

    /// <summary>All lumas of one chroma: four columns of the grid, the two points of the last cell kept.</summary>
    private struct Column
    {
        private readonly short* _points;
        private readonly Vector128<short> _weightsNear;
        private readonly Vector128<short> _weightsFar;
        private int _cell;
        private Vector128<int> _below;
        private Vector128<int> _above;
        private int _lumaBelow;
        private int _lumaAbove;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Column(short* cube, int u, int v)
        {
            _points = cube + ((v >> StepBits) * StepV) + ((u >> StepBits) * StepU);
            int farU = u & (Step - 1), farV = v & (Step - 1);
            int nearU = Step - farU, nearV = Step - farV;
            _weightsNear = Vector128.Create((nearU * nearV) | (farU * nearV << 16)).AsInt16();
            _weightsFar = Vector128.Create((nearU * farV) | (farU * farV << 16)).AsInt16();
            _cell = -1;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public byte Luma(int y)
        {
            var cell = y >> StepBits;
            if (cell != _cell) Load(cell);
            var far = y & (Step - 1);
            return (byte)(((_lumaBelow * (Step - far)) + (_lumaAbove * far) + Half) >> Shift);
        }

        /// <summary>Luma, U and V, to be shifted.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector128<int> At(int y)
        {
            var cell = y >> StepBits;
            if (cell != _cell) Load(cell);
            var far = y & (Step - 1);
            return (_below * (Step - far)) + (_above * far) + Vector128.Create(Half);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private void Load(int cell)
        {
            _cell = cell;
            var at = _points + (cell * Lanes);
            var (one, two) = (Vector128.Load(at), Vector128.Load(at + StepU));
            var (three, four) = (Vector128.Load(at + StepV), Vector128.Load(at + StepV + StepU));
            _below = Sse2.MultiplyAddAdjacent(Sse2.UnpackLow(one, two), _weightsNear)
                + Sse2.MultiplyAddAdjacent(Sse2.UnpackLow(three, four), _weightsFar);
            _above = Sse2.MultiplyAddAdjacent(Sse2.UnpackHigh(one, two), _weightsNear)
                + Sse2.MultiplyAddAdjacent(Sse2.UnpackHigh(three, four), _weightsFar);
            (_lumaBelow, _lumaAbove) = (_below[0], _above[0]);
        }
    }
}
