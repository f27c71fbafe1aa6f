namespace Framemill.Pixels;

/// <summary>
/// Where in the source a target position lies: <c>source = matrix * target + origin</c> in continuous coordinates, held
/// in 32.32 fixed point. Over 8192 pixels the error stays below 2^-19 pixel, so slow zooms do not tremble.
/// </summary>
public readonly record struct AffineMap
{
    internal const int FractionBits = 32;
    internal const long One = 1L << FractionBits;

    private AffineMap(long xx, long xy, long x0, long yx, long yy, long y0) =>
        (Xx, Xy, X0, Yx, Yy, Y0) = (xx, xy, x0, yx, yy, y0);

    public static AffineMap Identity { get; } = new(One, 0, 0, 0, One, 0);

    /// <summary>Source x for one target step to the right, 32.32.</summary>
    public long Xx { get; }

    /// <summary>Source x for one target step down.</summary>
    public long Xy { get; }

    public long X0 { get; }

    public long Yx { get; }

    public long Yy { get; }

    public long Y0 { get; }

    /// <summary>True when rows stay rows: scale, move and flip only.</summary>
    public bool IsAxisAligned => Xy == 0 && Yx == 0;

    /// <summary>From the placement of the source in the target. False where nothing can be seen (size zero).</summary>
    public static bool TryFromPlacement(in AffineTransform sourceToTarget, out AffineMap map)
    {
        map = default;
        if (sourceToTarget.Inverse() is not { } back) return false;
        if (!Fits(back.Xx) || !Fits(back.Xy) || !Fits(back.Yx) || !Fits(back.Yy)) return false;
        if (!FitsOrigin(back.X0) || !FitsOrigin(back.Y0)) return false;
        map = FromInverse(back);
        return true;
    }

    /// <summary>From a transform that already leads from target to source.</summary>
    public static AffineMap FromInverse(in AffineTransform targetToSource) => new(
        Fixed(targetToSource.Xx),
        Fixed(targetToSource.Xy),
        Fixed(targetToSource.X0),
        Fixed(targetToSource.Yx),
        Fixed(targetToSource.Yy),
        Fixed(targetToSource.Y0));

    /// <summary>Unturned and unscaled, with the source's top left at this target position.</summary>
    public static AffineMap Translation(double x, double y) => new(One, 0, Fixed(-x), 0, One, Fixed(-y));

    /// <summary>The whole source drawn into a rectangle of the target.</summary>
    public static AffineMap Fit(int sourceWidth, int sourceHeight, double x, double y, double width, double height)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        var stepX = sourceWidth / width;
        var stepY = sourceHeight / height;
        return new(Fixed(stepX), 0, Fixed(-x * stepX), 0, Fixed(stepY), Fixed(-y * stepY));
    }

    /// <summary>Source position of a target position, for tests and for placing overlays.</summary>
    public (double X, double Y) Apply(double x, double y) =>
        (((Xx * x) + (Xy * y) + X0) / One, ((Yx * x) + (Yy * y) + Y0) / One);

    private static long Fixed(double value)
    {
        if (!FitsOrigin(value)) throw new ArgumentOutOfRangeException(nameof(value), value, "Too far away to draw.");
        return (long)Math.Round(value * One, MidpointRounding.AwayFromZero);
    }

    // Steps and origins beyond these would overflow 64 bits within the largest image.
    private static bool Fits(double step) => Math.Abs(step) < 16384;

    private static bool FitsOrigin(double origin) => Math.Abs(origin) < 1 << 29;
}
