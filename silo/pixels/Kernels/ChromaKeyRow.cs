using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Framemill.Pixels.Kernels;

/// <summary>
/// How far pixels are from a key colour, as alpha and as the colour that the key has spilled on its surroundings.
/// </summary>
/// <remarks>
/// The distance is the "redmean" one: RGB differences weighed by the mean of both reds, which follows the eye about as
/// well as far costlier spaces do. Its square root is the only step in floats; it is exactly rounded everywhere, so all
/// forms give the same bytes.
/// </remarks>
internal static unsafe partial class ChromaKeyRow
{
    private const int Grey = 76309, RedOfV = 117489, GreenOfU = 13975, GreenOfV = 34925, BlueOfU = 138438;
    private const int Half = 1 << 15;

    /// <summary>Writes 0 within the threshold, 255 beyond the halo. All rows have luma's resolution.</summary>
    public static void Alpha(byte* y, byte* u, byte* v, byte* alpha, int count, in KeyTerms key)
    {
        var i = Avx512F.IsSupported ? AlphaWide(y, u, v, alpha, count, key) : 0;
        if (Avx2.IsSupported)
        {
            var threshold = Vector256.Create(key.Threshold);
            var halo = Vector256.Create(key.Halo);
            var gain = Vector256.Create(key.HaloGain);
            var rounding = Vector256.Create(Half);
            for (; i + 8 <= count; i += 8)
            {
                var beyond = Distance(y + i, u + i, v + i, key) - threshold;
                beyond = Vector256.Min(Vector256.Max(beyond, Vector256<int>.Zero), halo);
                Narrow(((beyond * gain) + rounding) >>> 16).Store(alpha + i);
            }
        }

        AlphaScalar(y + i, u + i, v + i, alpha + i, count - i, key);
    }

    public static void AlphaScalar(byte* y, byte* u, byte* v, byte* alpha, int count, in KeyTerms key)
    {
        for (var i = 0; i < count; i++)
        {
            var beyond = Math.Clamp(Distance(y[i], u[i], v[i], key) - key.Threshold, 0, key.Halo);
            alpha[i] = (byte)((uint)((beyond * key.HaloGain) + Half) >> 16);
        }
    }

    /// <summary>
    /// Takes the key's hue out of what is near it: of a colour's part along the key, what exceeds its part across. All
    /// rows have chroma's resolution.
    /// </summary>
    public static void Unspill(byte* y, byte* u, byte* v, int count, in KeyTerms key)
    {
        var i = Avx512F.IsSupported ? UnspillWide(y, u, v, count, key) : 0;
        if (Avx2.IsSupported)
        {
            var middle = Vector256.Create(128);
            var end = Vector256.Create(key.SpillEnd);
            var span = Vector256.Create(key.SpillSpan);
            var gain = Vector256.Create(key.SpillGain);
            var alongU = Vector256.Create(key.DirectionU);
            var alongV = Vector256.Create(key.DirectionV);
            var rounding = Vector256.Create(Half);
            for (; i + 8 <= count; i += 8)
            {
                var near = Vector256.Max(end - Distance(y + i, u + i, v + i, key), Vector256<int>.Zero);
                var weight = (Vector256.Min(near, span) * gain) >>> 16;
                var blue = Avx2.ConvertToVector256Int32(u + i) - middle;
                var red = Avx2.ConvertToVector256Int32(v + i) - middle;
                var along = (blue * alongU) + (red * alongV);
                var across = Vector256.Abs((red * alongU) - (blue * alongV));
                var spilled = Vector256.Max(along - across, Vector256<int>.Zero) * weight >>> 8;
                Narrow(blue - (((spilled * alongU) + rounding) >> 16) + middle).Store(u + i);
                Narrow(red - (((spilled * alongV) + rounding) >> 16) + middle).Store(v + i);
            }
        }

        UnspillScalar(y + i, u + i, v + i, count - i, key);
    }

    public static void UnspillScalar(byte* y, byte* u, byte* v, int count, in KeyTerms key)
    {
        for (var i = 0; i < count; i++)
        {
            var near = Math.Clamp(key.SpillEnd - Distance(y[i], u[i], v[i], key), 0, key.SpillSpan);
            var weight = (int)((uint)(near * key.SpillGain) >> 16);
            var blue = u[i] - 128;
            var red = v[i] - 128;
            var along = (blue * key.DirectionU) + (red * key.DirectionV);
            var across = Math.Abs((red * key.DirectionU) - (blue * key.DirectionV));
            var spilled = Math.Max(along - across, 0) * weight >>> 8;
            u[i] = Byte(blue - (((spilled * key.DirectionU) + Half) >> 16) + 128);
            v[i] = Byte(red - (((spilled * key.DirectionV) + Half) >> 16) + 128);
        }
    }

    /// <summary>In sixteenths; black to white is about 765 whole ones.</summary>
    public static int Distance(byte y, byte u, byte v, in KeyTerms key)
    {
        var (red, green, blue) = Bt709.ToRgb(y, u, v);
        var mean = (red + key.Red) >> 1;
        var (r, g, b) = (red - key.Red, green - key.Green, blue - key.Blue);
        return (int)MathF.Sqrt(((512 + mean) * r * r) + (1024 * g * g) + ((767 - mean) * b * b));
    }

    private static Vector256<int> Distance(byte* y, byte* u, byte* v, in KeyTerms key)
    {
        var grey = ((Avx2.ConvertToVector256Int32(y) - Vector256.Create(16)) * Vector256.Create(Grey))
            + Vector256.Create(Half);
        var toBlue = Avx2.ConvertToVector256Int32(u) - Vector256.Create(128);
        var toRed = Avx2.ConvertToVector256Int32(v) - Vector256.Create(128);
        var red = Clamp((grey + (toRed * Vector256.Create(RedOfV))) >> 16);
        var green = Clamp(
            (grey - (toBlue * Vector256.Create(GreenOfU)) - (toRed * Vector256.Create(GreenOfV))) >> 16);
        var blue = Clamp((grey + (toBlue * Vector256.Create(BlueOfU))) >> 16);
        var mean = (red + Vector256.Create(key.Red)) >>> 1;
        var r = red - Vector256.Create(key.Red);
        var g = green - Vector256.Create(key.Green);
        var b = blue - Vector256.Create(key.Blue);
        var square = ((Vector256.Create(512) + mean) * r * r) + (Vector256.Create(1024) * g * g)
            + ((Vector256.Create(767) - mean) * b * b);
        return Avx.ConvertToVector256Int32WithTruncation(Vector256.Sqrt(Vector256.ConvertToSingle(square)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Clamp(Vector256<int> value) =>
        Vector256.Min(Vector256.Max(value, Vector256<int>.Zero), Vector256.Create(255));

    /// <summary>Eight values as bytes, cut to 0..255.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector64<byte> Narrow(Vector256<int> value)
    {
        var words = Sse2.PackSignedSaturate(value.GetLower(), value.GetUpper());
        return Sse2.PackUnsignedSaturate(words, words).GetLower();
    }

    private static byte Byte(int value) => (byte)Math.Clamp(value, 0, 255);
}
