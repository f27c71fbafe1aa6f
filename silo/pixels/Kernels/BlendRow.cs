using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Framemill.Pixels.Kernels;

/// <summary>Lays a row of samples over a row of the target.</summary>
/// <remarks>
/// 32 bytes at a time. Unpacking with zero and packing again both work in 128-bit halves, so the order comes back by
/// itself. What is left over goes through the scalar form.
/// </remarks>
internal static unsafe class BlendRow
{
    /// <summary><c>target = (target * (255 - weight) + source * weight) / 255</c>: exact at both ends.</summary>
    public static void Mix(byte* target, byte* source, byte* weights, int count)
    {
        var i = 0;
        if (Avx2.IsSupported)
        {
            var zero = Vector256<byte>.Zero;
            var full = Vector256.Create((ushort)255);
            for (; i + 32 <= count; i += 32)
            {
                var below = Vector256.Load(target + i);
                var above = Vector256.Load(source + i);
                var weight = Vector256.Load(weights + i);
                var weightLow = Avx2.UnpackLow(weight, zero).AsUInt16();
                var weightHigh = Avx2.UnpackHigh(weight, zero).AsUInt16();
                var low = (Avx2.UnpackLow(below, zero).AsUInt16() * (full - weightLow))
                    + (Avx2.UnpackLow(above, zero).AsUInt16() * weightLow);
                var high = (Avx2.UnpackHigh(below, zero).AsUInt16() * (full - weightHigh))
                    + (Avx2.UnpackHigh(above, zero).AsUInt16() * weightHigh);
                Pack(Div255.Round(low), Div255.Round(high)).Store(target + i);
            }
        }

        MixScalar(target + i, source + i, weights + i, count - i);
    }

    public static void MixScalar(byte* target, byte* source, byte* weights, int count)
    {
        for (var i = 0; i < count; i++)
        {
            target[i] = (byte)Div255.Round((target[i] * (255 - weights[i])) + (source[i] * weights[i]));
        }
    }

    /// <summary>
    /// <c>target = source + target * (255 - alpha) / 255</c>, the source being multiplied by its alpha already.
    /// </summary>
    public static void Over(byte* target, byte* source, byte* alpha, int count)
    {
        var i = 0;
        if (Avx2.IsSupported)
        {
            var zero = Vector256<byte>.Zero;
            var full = Vector256.Create((byte)255);
            for (; i + 32 <= count; i += 32)
            {
                var below = Vector256.Load(target + i);
                var rest = full - Vector256.Load(alpha + i);
                var low = Avx2.UnpackLow(below, zero).AsUInt16() * Avx2.UnpackLow(rest, zero).AsUInt16();
                var high = Avx2.UnpackHigh(below, zero).AsUInt16() * Avx2.UnpackHigh(rest, zero).AsUInt16();
                var kept = Pack(Div255.Round(low), Div255.Round(high));
                Avx2.AddSaturate(kept, Vector256.Load(source + i)).Store(target + i);
            }
        }

        OverScalar(target + i, source + i, alpha + i, count - i);
    }

    public static void OverScalar(byte* target, byte* source, byte* alpha, int count)
    {
        for (var i = 0; i < count; i++)
        {
            // Both roundings may go up: never beyond white.
            target[i] = (byte)Math.Min(255, source[i] + Div255.Round(target[i] * (255 - alpha[i])));
        }
    }

    /// <summary><c>target = values * weights / 255</c>; target may be one of the two.</summary>
    public static void Multiply(byte* values, byte* weights, byte* target, int count)
    {
        var i = 0;
        if (Avx2.IsSupported)
        {
            var zero = Vector256<byte>.Zero;
            for (; i + 32 <= count; i += 32)
            {
                var value = Vector256.Load(values + i);
                var weight = Vector256.Load(weights + i);
                var low = Avx2.UnpackLow(value, zero).AsUInt16() * Avx2.UnpackLow(weight, zero).AsUInt16();
                var high = Avx2.UnpackHigh(value, zero).AsUInt16() * Avx2.UnpackHigh(weight, zero).AsUInt16();
                Pack(Div255.Round(low), Div255.Round(high)).Store(target + i);
            }
        }

        MultiplyScalar(values + i, weights + i, target + i, count - i);
    }

    public static void MultiplyScalar(byte* values, byte* weights, byte* target, int count)
    {
        for (var i = 0; i < count; i++) target[i] = (byte)Div255.Round(values[i] * weights[i]);
    }

    /// <summary><c>target = (values * factor + 128) / 256</c>, factor 0..256: a whole row fades alike.</summary>
    public static void Fade(byte* values, int factor, byte* target, int count)
    {
        var i = 0;
        if (Avx2.IsSupported)
        {
            var zero = Vector256<byte>.Zero;
            var factors = Vector256.Create((ushort)factor);
            var rounding = Vector256.Create((ushort)128);
            for (; i + 32 <= count; i += 32)
            {
                var value = Vector256.Load(values + i);
                var low = ((Avx2.UnpackLow(value, zero).AsUInt16() * factors) + rounding) >>> 8;
                var high = ((Avx2.UnpackHigh(value, zero).AsUInt16() * factors) + rounding) >>> 8;
                Pack(low, high).Store(target + i);
            }
        }

        FadeScalar(values + i, factor, target + i, count - i);
    }

    public static void FadeScalar(byte* values, int factor, byte* target, int count)
    {
        for (var i = 0; i < count; i++) target[i] = (byte)(((values[i] * factor) + 128) >> 8);
    }

    private static Vector256<byte> Pack(Vector256<ushort> low, Vector256<ushort> high) =>
        Avx2.PackUnsignedSaturate(low.AsInt16(), high.AsInt16());
}
