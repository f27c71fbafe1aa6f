namespace Framemill.Pixels;

/// <summary>One colour in BT.709 limited range.</summary>
public readonly record struct YuvColor(byte Y, byte U, byte V)
{
    public static YuvColor Black { get; } = new(16, 128, 128);

    public static YuvColor White { get; } = new(235, 128, 128);

    public static YuvColor FromRgb(byte red, byte green, byte blue) => new(
        Bt709.Luma(red, green, blue), Bt709.BlueDifference(red, green, blue), Bt709.RedDifference(red, green, blue));

    /// <summary>The nearest RGB colour.</summary>
    public (byte Red, byte Green, byte Blue) ToRgb() => Bt709.ToRgb(Y, U, V);
}
