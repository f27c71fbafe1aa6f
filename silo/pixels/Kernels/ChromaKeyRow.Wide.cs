using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Framemill.Pixels.Kernels;

/// <summary>
/// Sixteen pixels at once, where the machine has vectors of 64 bytes: the same sums as with eight. Root and products
/// are the floor of this kernel, not memory, so twice as wide is nearly twice as fast.
/// </summary>
internal static unsafe partial class ChromaKeyRow
{
    private const int Wide = 16;

    /// <returns>Pixels done.</returns>
    private static int AlphaWide(byte* y, byte* u, byte* v, byte* alpha, int count, in KeyTerms key)
    {
        var threshold = Vector512.Create(key.Threshold);
        var halo = Vector512.Create(key.Halo);
        var gain = Vector512.Create(key.HaloGain);
        var rounding = Vector512.Create(Half);
        var (red, green, blue) = (Vector512.Create(key.Red), Vector512.Create(key.Green), Vector512.Create(key.Blue));
        var i = 0;
        for (; i + Wide <= count; i += Wide)
        {
            var beyond = DistanceWide(y + i, u + i, v + i, red, green, blue) - threshold;
            beyond = Vector512.Min(Vector512.Max(beyond, Vector512<int>.Zero), halo);
            Avx512F.ConvertToVector128Byte(((beyond * gain) + rounding) >>> 16).Store(alpha + i);
        }

        return i;
    }

    /// <returns>Samples done.</returns>
    private static int UnspillWide(byte* y, byte* u, byte* v, int count, in KeyTerms key)
    {
        var middle = Vector512.Create(128);
        var end = Vector512.Create(key.SpillEnd);
        var span = Vector512.Create(key.SpillSpan);
        var gain = Vector512.Create(key.SpillGain);
        var alongU = Vector512.Create(key.DirectionU);
        var alongV = Vector512.Create(key.DirectionV);
        var rounding = Vector512.Create(Half);
        var (keyRed, keyGreen, keyBlue) =
            (Vector512.Create(key.Red), Vector512.Create(key.Green), Vector512.Create(key.Blue));
        var i = 0;
        for (; i + Wide <= count; i += Wide)
        {
            var distance = DistanceWide(y + i, u + i, v + i, keyRed, keyGreen, keyBlue);
            var near = Vector512.Max(end - distance, Vector512<int>.Zero);
            var weight = (Vector512.Min(near, span) * gain) >>> 16;
            var blue = Load(u + i) - middle;
            var red = Load(v + i) - middle;
            var along = (blue * alongU) + (red * alongV);
            var across = Vector512.Abs((red * alongU) - (blue * alongV));
            var spilled = (Vector512.Max(along - across, Vector512<int>.Zero) * weight) >>> 8;
            Store(blue - (((spilled * alongU) + rounding) >> 16) + middle, u + i);
            Store(red - (((spilled * alongV) + rounding) >> 16) + middle, v + i);
        }

        return i;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<int> DistanceWide(
        byte* y, byte* u, byte* v, Vector512<int> keyRed, Vector512<int> keyGreen, Vector512<int> keyBlue)
    {
        var grey = ((Load(y) - Vector512.Create(16)) * Vector512.Create(Grey)) + Vector512.Create(Half);
        var toBlue = Load(u) - Vector512.Create(128);
        var toRed = Load(v) - Vector512.Create(128);
        var red = Clamp((grey + (toRed * Vector512.Create(RedOfV))) >> 16);
        var green = Clamp(
            (grey - (toBlue * Vector512.Create(GreenOfU)) - (toRed * Vector512.Create(GreenOfV))) >> 16);
        var blue = Clamp((grey + (toBlue * Vector512.Create(BlueOfU))) >> 16);
        var mean = (red + keyRed) >>> 1;
        var (r, g, b) = (red - keyRed, green - keyGreen, blue - keyBlue);
        var square = ((Vector512.Create(512) + mean) * r * r) + ((g * g) << 10)
            + ((Vector512.Create(767) - mean) * b * b);
        return Avx512F.ConvertToVector512Int32WithTruncation(Vector512.Sqrt(Vector512.ConvertToSingle(square)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<int> Load(byte* values) => Avx512F.ConvertToVector512Int32(Vector128.Load(values));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<int> Clamp(Vector512<int> value) =>
        Vector512.Min(Vector512.Max(value, Vector512<int>.Zero), Vector512.Create(255));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector512<int> values, byte* target) =>
        Avx512F.ConvertToVector128Byte(Clamp(values)).Store(target);
}
