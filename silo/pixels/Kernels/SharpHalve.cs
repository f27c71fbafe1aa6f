using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Framemill.Pixels.Kernels;

/// <summary>
/// Halves colour differences, sited left: seven taps around every other column, eight around the border between two
/// rows, of a sinc of two lobes. Sharper than 1-2-1, for pictures that are reduced once more for each frame.
/// </summary>
internal static unsafe class SharpHalve
{
    /// <summary>Rows that make one.</summary>
    public const int Rows = 8;

    /// <summary>Samples read before a row's first and behind its last; kernels may read sixteen more.</summary>
    public const int Before = 3, Behind = 4 + 16;

    private const int Bits = 8;

    // Both sum to 256. Across, every other weight of the outer ones is nought.
    private const short Own = 126, Beside = 73, Far = -8;
    private const short Near1 = 111, Near2 = 30, Near3 = -11, Near4 = -2;

    private const int DownShift = Bits + RgbRow.DifferenceBits;
    private const int Middle = 128, Least = 16, Most = 240;

    /// <summary>Every other column, in the same unit.</summary>
    public static void Across(short* source, short* target, int count)
    {
        var i = 0;
        if (Avx2.IsSupported)
        {
            var rounding = Vector256.Create(1 << (Bits - 1));
            for (; i + 8 <= count; i += 8)
            {
                var at = source + (2 * i);
                var sum = Pairs(at - 3, Far, 0) + Pairs(at - 1, Beside, Own) + Pairs(at + 1, Beside, 0)
                    + Pairs(at + 3, Far, 0);
                var value = (sum + rounding) >> Bits;
                Sse2.PackSignedSaturate(value.GetLower(), value.GetUpper()).Store(target + i);
            }
        }

        AcrossScalar(source + (2 * i), target + i, count - i);
    }

    public static void AcrossScalar(short* source, short* target, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var at = source + (2 * i);
            var sum = (Own * at[0]) + (Beside * (at[-1] + at[1])) + (Far * (at[-3] + at[3]));
            target[i] = (short)((sum + (1 << (Bits - 1))) >> Bits);
        }
    }

    /// <summary>Eight rows as bytes around 128, cut to what limited range has.</summary>
    public static void Down(short** rows, byte* target, int count)
    {
        var i = 0;
        if (Avx2.IsSupported)
        {
            var rounding = Vector128.Create(1 << (DownShift - 1));
            for (; i + 8 <= count; i += 8)
            {
                var (low, high) = (rounding, rounding);
                Two(rows[0] + i, rows[1] + i, Near4, Near3, ref low, ref high);
                Two(rows[2] + i, rows[3] + i, Near2, Near1, ref low, ref high);
                Two(rows[4] + i, rows[5] + i, Near1, Near2, ref low, ref high);
                Two(rows[6] + i, rows[7] + i, Near3, Near4, ref low, ref high);
                var value = Sse2.PackSignedSaturate(low >> DownShift, high >> DownShift)
                    + Vector128.Create((short)Middle);
                value = Vector128.Clamp(value, Vector128.Create((short)Least), Vector128.Create((short)Most));
                Sse2.PackUnsignedSaturate(value, value).GetLower().Store(target + i);
            }
        }

        DownScalar(rows, target, i, count);
    }

    public static void DownScalar(short** rows, byte* target, int from, int count)
    {
        for (var i = from; i < count; i++)
        {
            var sum = (Near1 * (rows[3][i] + rows[4][i])) + (Near2 * (rows[2][i] + rows[5][i]))
                + (Near3 * (rows[1][i] + rows[6][i])) + (Near4 * (rows[0][i] + rows[7][i]));
            target[i] = (byte)Math.Clamp(Middle + ((sum + (1 << (DownShift - 1))) >> DownShift), Least, Most);
        }
    }

    private static Vector256<int> Pairs(short* source, short first, short second) => Avx2.MultiplyAddAdjacent(
        Vector256.Load(source), Vector256.Create((ushort)first | (second << 16)).AsInt16());

    private static void Two(
        short* first, short* second, short weight, short next, ref Vector128<int> low, ref Vector128<int> high)
    {
        var weights = Vector128.Create((ushort)weight | (next << 16)).AsInt16();
        var (one, two) = (Vector128.Load(first), Vector128.Load(second));
        low += Sse2.MultiplyAddAdjacent(Sse2.UnpackLow(one, two), weights);
        high += Sse2.MultiplyAddAdjacent(Sse2.UnpackHigh(one, two), weights);
    }
}
