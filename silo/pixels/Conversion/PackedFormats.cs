using System.Runtime.CompilerServices;

namespace Framemill.Pixels.Conversion;

/// <summary>
/// How a packed pixel reads. Colour comes times alpha times 255 or so: what matters is that colour = channel / alpha
/// for every layout, so that averages weigh each pixel by how much of it is seen.
/// </summary>
internal unsafe interface IPackedFormat
{
    static abstract int Bytes { get; }

    static abstract bool HasAlpha { get; }

    static abstract WeightedPixel Read(byte* pixel);
}

/// <summary>Channels of colour * alpha (0..65025) and alpha (0..255), or sums of such.</summary>
internal readonly record struct WeightedPixel(int Red, int Green, int Blue, int Alpha);

/// <summary>Cairo's ARGB32 on little-endian machines.</summary>
internal readonly unsafe struct PremultipliedBgra : IPackedFormat
{
    public static int Bytes => 4;

    public static bool HasAlpha => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WeightedPixel Read(byte* pixel)
    {
        // Colour above alpha is not a colour; it is cut to what alpha allows.
        var alpha = pixel[3];
        return new(
            Math.Min(pixel[2], alpha) * 255,
            Math.Min(pixel[1], alpha) * 255,
            Math.Min(pixel[0], alpha) * 255,
            alpha);
    }
}

internal readonly unsafe struct StraightRgba : IPackedFormat
{
    public static int Bytes => 4;

    public static bool HasAlpha => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WeightedPixel Read(byte* pixel) =>
        new(pixel[0] * pixel[3], pixel[1] * pixel[3], pixel[2] * pixel[3], pixel[3]);
}

internal readonly unsafe struct Rgb24 : IPackedFormat
{
    public static int Bytes => 3;

    public static bool HasAlpha => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WeightedPixel Read(byte* pixel) => new(pixel[0] * 255, pixel[1] * 255, pixel[2] * 255, 255);
}
