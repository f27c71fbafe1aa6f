using System.Runtime.CompilerServices;

namespace Framemill.Pixels;

/// <summary>
/// A 64-bit fingerprint of what a picture looks like (its visible bytes, never its padding): the same on every machine
/// and thread count. Tells frames apart; it is no protection against someone who wants them to collide.
/// </summary>
public static unsafe class FrameChecksum
{
    private const ulong MultiplierA = 0x9E3779B97F4A7C15;
    private const ulong MultiplierB = 0xD6E8FEB86659FD93;

    public static ulong Of(PlanarImage image)
    {
        ArgumentNullException.ThrowIfNull(image);
        var sum = Mix(((ulong)(uint)image.Width << 32) | (uint)image.Height, (ulong)image.Alpha + 1);
        sum = Add(sum, image.Y);
        sum = Add(sum, image.U);
        sum = Add(sum, image.V);
        return image.HasAlpha ? Add(sum, image.A) : sum;
    }

    public static ulong Of(Plane plane) => Add(Mix((ulong)plane.Width, (ulong)plane.Height), plane);

    private static ulong Add(ulong sum, Plane plane)
    {
        for (var y = 0; y < plane.Height; y++) sum = Row(plane.RowPointer(y), plane.Width, sum);
        return sum;
    }

    // Four independent lanes hide the multiplier's latency; each step is a full 64x64 product folded to 64 bits.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static ulong Row(byte* row, int count, ulong seed)
    {
        var (a, b, c, d) = (seed, seed ^ MultiplierA, seed ^ MultiplierB, ~seed);
        var i = 0;
        for (; i + 64 <= count; i += 64)
        {
            var words = (ulong*)(row + i);
            a = Mix(a ^ words[0], MultiplierA ^ words[1]);
            b = Mix(b ^ words[2], MultiplierB ^ words[3]);
            c = Mix(c ^ words[4], MultiplierA ^ words[5]);
            d = Mix(d ^ words[6], MultiplierB ^ words[7]);
        }

        for (; i < count; i++) a = Mix(a ^ row[i], MultiplierB);
        return Mix(a ^ ulong.RotateLeft(b, 17), c ^ ulong.RotateLeft(d, 31) ^ MultiplierA);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Mix(ulong left, ulong right)
    {
        var high = Math.BigMul(left, right, out var low);
        return high ^ low ^ MultiplierA;
    }
}
