using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Framemill.Pixels.Kernels;

/// <summary>Division by 255, rounded to nearest, exact for 0..65025, within 16 bits.</summary>
internal static class Div255
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Round(int product)
    {
        var biased = product + 128;
        return (biased + (biased >> 8)) >> 8;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<ushort> Round(Vector256<ushort> product)
    {
        var biased = product + Vector256.Create((ushort)128);
        return (biased + (biased >>> 8)) >>> 8;
    }
}
