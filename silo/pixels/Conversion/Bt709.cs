namespace Framemill.Pixels;

/// <summary>
/// BT.709 limited range in 16-bit fixed point. Each row of coefficients is rounded so that its sum is right: greys have
/// no colour, white is 235 and black 16.
/// </summary>
internal static class Bt709
{
    public const int Bits = 16;

    public const int LumaRed = 11966;
    public const int LumaGreen = 40254;
    public const int LumaBlue = 4064;

    public const int BlueRed = -6596;
    public const int BlueGreen = -22189;
    public const int BlueBlue = 28785;

    public const int RedRed = 28785;
    public const int RedGreen = -26145;
    public const int RedBlue = -2640;

    private const int Half = 1 << (Bits - 1);

    public static byte Luma(int red, int green, int blue) =>
        (byte)(16 + (((LumaRed * red) + (LumaGreen * green) + (LumaBlue * blue) + Half) >> Bits));

    public static byte BlueDifference(int red, int green, int blue) =>
        (byte)(128 + (((BlueRed * red) + (BlueGreen * green) + (BlueBlue * blue) + Half) >> Bits));

    public static byte RedDifference(int red, int green, int blue) =>
        (byte)(128 + (((RedRed * red) + (RedGreen * green) + (RedBlue * blue) + Half) >> Bits));

    /// <summary>The way back: 255/219 for luma, 255/224 times 1.5748 and 1.8556 for the differences.</summary>
    public static (byte Red, byte Green, byte Blue) ToRgb(int luma, int blueDifference, int redDifference)
    {
        var grey = ((luma - 16) * 76309) + Half;
        var u = blueDifference - 128;
        var v = redDifference - 128;
        return (
            Clamp((grey + (117489 * v)) >> Bits),
            Clamp((grey - (13975 * u) - (34925 * v)) >> Bits),
            Clamp((grey + (138438 * u)) >> Bits));
    }

    private static byte Clamp(int value) => (byte)Math.Clamp(value, 0, 255);
}
