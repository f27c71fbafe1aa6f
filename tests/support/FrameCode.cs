namespace Framemill.Testing;

/// <summary>
/// A frame's number drawn into the frame as a row of black and white blocks, most significant bit first, large
/// enough to survive any codec and scaling. Read back from the luma plane.
/// </summary>
public static class FrameCode
{
    public const int Bits = 16;

    /// <summary>Draws a whole frame of luma: the code in the upper half, a moving ramp below.</summary>
    public static void Draw(Span<byte> luma, int width, int height, int number)
    {
        for (var y = 0; y < height; y++)
        for (var x = 0; x < width; x++)
        {
            var isCode = y < height / 2;
            luma[(y * width) + x] = isCode
                ? (byte)((number >> (Bits - 1 - (x * Bits / width)) & 1) == 1 ? 220 : 30)
                : (byte)(40 + ((x + (number * 5)) % 160));
        }
    }

    /// <param name="lumaAt">Luma at a column and row.</param>
    /// <returns>The number, or -1 when a block is neither black nor white.</returns>
    public static int Read(Func<int, int, byte> lumaAt, int width, int height)
    {
        var number = 0;
        for (var bit = 0; bit < Bits; bit++)
        {
            var value = lumaAt(((2 * bit) + 1) * width / (2 * Bits), height / 4);
            if (value is > 90 and < 160) return -1;
            number = (number << 1) | (value >= 160 ? 1 : 0);
        }

        return number;
    }
}
