using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Framemill.Pixels.Kernels;

/// <summary>Chroma at luma's resolution: sited left, so between rows by quarters, between columns by halves.</summary>
internal static unsafe class ChromaRow
{
    /// <summary><c>target = (3 * near + far + 2) / 4</c>: a luma row lies a quarter of the way between two.</summary>
    public static void Between(byte* near, byte* far, byte* target, int count)
    {
        var i = 0;
        if (Avx2.IsSupported)
        {
            var three = Vector256.Create((short)3);
            var two = Vector256.Create((short)2);
            for (; i + 16 <= count; i += 16)
            {
                var sum = (Avx2.ConvertToVector256Int16(near + i) * three) + Avx2.ConvertToVector256Int16(far + i);
                var value = (sum + two) >>> 2;
                Sse2.PackUnsignedSaturate(value.GetLower(), value.GetUpper()).Store(target + i);
            }
        }

        BetweenScalar(near + i, far + i, target + i, count - i);
    }

    public static void BetweenScalar(byte* near, byte* far, byte* target, int count)
    {
        for (var i = 0; i < count; i++) target[i] = (byte)(((3 * near[i]) + far[i] + 2) >> 2);
    }

    /// <summary>Twice as many samples; reads one behind the row.</summary>
    public static void Double(byte* source, byte* target, int count)
    {
        var i = 0;
        if (Avx2.IsSupported)
        {
            for (; i + 16 <= count; i += 16)
            {
                var own = Vector128.Load(source + i);
                var mean = Sse2.Average(own, Vector128.Load(source + i + 1));
                Sse2.UnpackLow(own, mean).Store(target + (2 * i));
                Sse2.UnpackHigh(own, mean).Store(target + (2 * i) + 16);
            }
        }

        DoubleScalar(source + i, target + (2 * i), count - i);
    }

    public static void DoubleScalar(byte* source, byte* target, int count)
    {
        for (var i = 0; i < count; i++)
        {
            target[2 * i] = source[i];
            target[(2 * i) + 1] = (byte)((source[i] + source[i + 1] + 1) >> 1);
        }
    }
}
