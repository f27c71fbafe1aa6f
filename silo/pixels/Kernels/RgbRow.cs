using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Framemill.Pixels.Kernels;

/// <summary>A row of R, G, B bytes as BT.709 limited range, at the pixels' own resolution.</summary>
/// <remarks>Eight pixels at a time: two loads of sixteen bytes, of which the shuffles take twelve each.</remarks>
internal static unsafe class RgbRow
{
    /// <summary>Differences come in sixteenths.</summary>
    public const int DifferenceBits = 4;

    private const int DifferenceShift = Bt709.Bits - DifferenceBits;

    // Of eight pixels 24 bytes are looked at, but 28 are read.
    private const int Room = 10;

    public static void Luma(byte* pixels, byte* luma, int count)
    {
        var i = 0;
        if (Avx2.IsSupported)
        {
            for (; i + Room <= count; i += 8)
            {
                var (red, green, blue) = Split(pixels + (3 * i));
                var sum = Weigh(red, green, blue, Bt709.LumaRed, Bt709.LumaGreen, Bt709.LumaBlue, Bt709.Bits);
                var words = Sse2.PackSignedSaturate(sum.GetLower(), sum.GetUpper()) + Vector128.Create((short)16);
                Sse2.PackUnsignedSaturate(words, words).GetLower().Store(luma + i);
            }
        }

        LumaScalar(pixels + (3 * i), luma + i, count - i);
    }

    public static void LumaScalar(byte* pixels, byte* luma, int count)
    {
        for (var i = 0; i < count; i++, pixels += 3) luma[i] = Bt709.Luma(pixels[0], pixels[1], pixels[2]);
    }

    /// <summary>Blue and red difference around nought.</summary>
    public static void Differences(byte* pixels, short* u, short* v, int count)
    {
        var i = 0;
        if (Avx2.IsSupported)
        {
            for (; i + Room <= count; i += 8)
            {
                var (red, green, blue) = Split(pixels + (3 * i));
                var toBlue = Weigh(
                    red, green, blue, Bt709.BlueRed, Bt709.BlueGreen, Bt709.BlueBlue, DifferenceShift);
                var toRed = Weigh(red, green, blue, Bt709.RedRed, Bt709.RedGreen, Bt709.RedBlue, DifferenceShift);
                Sse2.PackSignedSaturate(toBlue.GetLower(), toBlue.GetUpper()).Store(u + i);
                Sse2.PackSignedSaturate(toRed.GetLower(), toRed.GetUpper()).Store(v + i);
            }
        }

        DifferencesScalar(pixels + (3 * i), u + i, v + i, count - i);
    }

    public static void DifferencesScalar(byte* pixels, short* u, short* v, int count)
    {
        const int Half = 1 << (DifferenceShift - 1);
        for (var i = 0; i < count; i++, pixels += 3)
        {
            int red = pixels[0], green = pixels[1], blue = pixels[2];
            u[i] = (short)(((Bt709.BlueRed * red) + (Bt709.BlueGreen * green) + (Bt709.BlueBlue * blue) + Half)
                >> DifferenceShift);
            v[i] = (short)(((Bt709.RedRed * red) + (Bt709.RedGreen * green) + (Bt709.RedBlue * blue) + Half)
                >> DifferenceShift);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector256<int> Red, Vector256<int> Green, Vector256<int> Blue) Split(byte* pixels)
    {
        var bytes = Vector256.Create(Vector128.Load(pixels), Vector128.Load(pixels + 12));
        var red = Vector256.Create(unchecked((int)0x80808000), unchecked((int)0x80808003), unchecked((int)0x80808006),
            unchecked((int)0x80808009), unchecked((int)0x80808000), unchecked((int)0x80808003),
            unchecked((int)0x80808006), unchecked((int)0x80808009));
        return (
            Avx2.Shuffle(bytes, red.AsByte()).AsInt32(),
            Avx2.Shuffle(bytes, (red + Vector256.Create(1)).AsByte()).AsInt32(),
            Avx2.Shuffle(bytes, (red + Vector256.Create(2)).AsByte()).AsInt32());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Weigh(
        Vector256<int> red, Vector256<int> green, Vector256<int> blue, int ofRed, int ofGreen, int ofBlue, int shift) =>
        ((red * Vector256.Create(ofRed)) + (green * Vector256.Create(ofGreen)) + (blue * Vector256.Create(ofBlue))
            + Vector256.Create(1 << (shift - 1))) >> shift;
}
