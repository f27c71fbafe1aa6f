using System.Runtime.CompilerServices;

namespace Framemill.Pixels.Conversion;

/// <summary>
/// Packed RGB to planes. Luma pixel by pixel; chroma from the colour seen around its place (1-2-1 across, two rows
/// down), weighted by alpha, so that what is transparent lends no colour to what is not.
/// </summary>
internal static unsafe class PackedReader
{
    public static void Read<TFormat>(ReadOnlySpan<byte> pixels, int stride, PlanarImage target)
        where TFormat : IPackedFormat
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(stride, target.Width * TFormat.Bytes);
        var needed = checked((stride * (target.Height - 1)) + (target.Width * TFormat.Bytes));
        PixelConvert.RequireBytes(pixels.Length, needed);
        fixed (byte* first = pixels)
        {
            for (var y = 0; y < target.Height; y += 2)
            {
                var upper = first + ((nint)y * stride);
                var lower = y + 1 < target.Height ? upper + stride : upper;
                if (TFormat.HasAlpha && IsEmpty(upper, target) && IsEmpty(lower, target))
                {
                    ClearRows(target, y);
                    continue;
                }

                LumaRow<TFormat>(upper, target, y);
                if (lower != upper) LumaRow<TFormat>(lower, target, y + 1);
                ChromaRow<TFormat>(upper, lower, target, y / 2);
            }
        }

        target.MarkChanged();
    }

    private const int BytesWithAlpha = 4; // Of both layouts that have it.

    // Most rows of a title hold nothing at all.
    private static bool IsEmpty(byte* row, PlanarImage target) =>
        !new ReadOnlySpan<byte>(row, target.Width * BytesWithAlpha).ContainsAnyExcept((byte)0);

    private static void ClearRows(PlanarImage target, int y)
    {
        for (var row = y; row < Math.Min(target.Height, y + 2); row++)
        {
            target.Y.Row(row).Fill(YuvColor.Black.Y);
            target.A.Row(row).Clear();
        }

        target.U.Row(y / 2).Fill(YuvColor.Black.U);
        target.V.Row(y / 2).Fill(YuvColor.Black.V);
    }

    private static void LumaRow<TFormat>(byte* pixels, PlanarImage target, int y)
        where TFormat : IPackedFormat
    {
        var luma = target.Y.RowPointer(y);
        var alpha = TFormat.HasAlpha ? target.A.RowPointer(y) : null;
        for (var x = 0; x < target.Width; x++)
        {
            var pixel = TFormat.Read(pixels + (x * TFormat.Bytes));
            luma[x] = Luma(pixel);
            if (TFormat.HasAlpha) alpha[x] = (byte)pixel.Alpha;
        }
    }

    private static void ChromaRow<TFormat>(byte* upper, byte* lower, PlanarImage target, int y)
        where TFormat : IPackedFormat
    {
        var u = target.U.RowPointer(y);
        var v = target.V.RowPointer(y);
        var last = target.Width - 1;
        var left = Column<TFormat>(upper, lower, 0);
        for (var x = 0; x < target.U.Width; x++)
        {
            var middle = Column<TFormat>(upper, lower, 2 * x);
            var right = Column<TFormat>(upper, lower, Math.Min((2 * x) + 1, last));
            var sum = new WeightedPixel(
                left.Red + (2 * middle.Red) + right.Red,
                left.Green + (2 * middle.Green) + right.Green,
                left.Blue + (2 * middle.Blue) + right.Blue,
                left.Alpha + (2 * middle.Alpha) + right.Alpha);
            u[x] = Difference(sum, Bt709.BlueRed, Bt709.BlueGreen, Bt709.BlueBlue);
            v[x] = Difference(sum, Bt709.RedRed, Bt709.RedGreen, Bt709.RedBlue);
            left = right;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static WeightedPixel Column<TFormat>(byte* upper, byte* lower, int x)
        where TFormat : IPackedFormat
    {
        var top = TFormat.Read(upper + (x * TFormat.Bytes));
        var bottom = TFormat.Read(lower + (x * TFormat.Bytes));
        return new(top.Red + bottom.Red, top.Green + bottom.Green, top.Blue + bottom.Blue, top.Alpha + bottom.Alpha);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static byte Luma(WeightedPixel pixel)
    {
        if (pixel.Alpha == 0) return YuvColor.Black.Y;
        var sum = ((uint)Bt709.LumaRed * (uint)pixel.Red)
            + ((uint)Bt709.LumaGreen * (uint)pixel.Green)
            + ((uint)Bt709.LumaBlue * (uint)pixel.Blue);
        return (byte)(16 + Alphas.Divide((sum + ((ulong)pixel.Alpha << (Bt709.Bits - 1))) >> Bt709.Bits, pixel.Alpha));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static byte Difference(WeightedPixel pixel, int red, int green, int blue)
    {
        // The bias keeps the dividend positive, where shifts and divisions round alike.
        const int Bias = 256;
        if (pixel.Alpha == 0) return 128;
        var sum = ((long)red * pixel.Red) + ((long)green * pixel.Green) + ((long)blue * pixel.Blue);
        var biased = sum + ((long)pixel.Alpha * ((Bias << Bt709.Bits) + (1 << (Bt709.Bits - 1))));
        return (byte)(128 - Bias + Alphas.Divide((ulong)biased >> Bt709.Bits, pixel.Alpha));
    }
}

/// <summary>Division by (sums of) alpha, by way of multiplication.</summary>
internal static class Alphas
{
    /// <summary>Two rows of 1-2-1.</summary>
    private const int Max = 8 * 255;

    // Rounded up. The error is below one, so dividends up to 2^32 / Max = 2^21 divide exactly.
    private static readonly ulong[] s_reciprocals =
        [0, .. Enumerable.Range(1, Max).Select(alpha => ((1UL << 32) + (ulong)alpha - 1) / (ulong)alpha)];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Divide(ulong dividend, int alpha) => (int)((dividend * s_reciprocals[alpha]) >> 32);
}
