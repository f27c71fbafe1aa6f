namespace Framemill.Pixels;

/// <summary>
/// A source-to-target placement in doubles, built step by step in the order the steps are written. Coordinates are
/// continuous: pixel i covers [i, i+1), y goes down, angles turn clockwise on the screen.
/// </summary>
public readonly record struct AffineTransform(double Xx, double Xy, double X0, double Yx, double Yy, double Y0)
{
    public static AffineTransform Identity { get; } = new(1, 0, 0, 0, 1, 0);

    public AffineTransform Translate(double x, double y) => this with { X0 = X0 + x, Y0 = Y0 + y };

    public AffineTransform Scale(double x, double y) => new(Xx * x, Xy * x, X0 * x, Yx * y, Yy * y, Y0 * y);

    public AffineTransform Scale(double both) => Scale(both, both);

    /// <summary>Turns clockwise about the origin. Quarter turns are exact.</summary>
    public AffineTransform Rotate(double degrees)
    {
        var (sine, cosine) = SinCosDegrees(degrees);
        return Then(new(cosine, -sine, 0, sine, cosine, 0));
    }

    /// <summary>Shears by the tangents of two angles.</summary>
    public AffineTransform Skew(double xDegrees, double yDegrees) =>
        Then(new(1, Math.Tan(xDegrees * Math.PI / 180), 0, Math.Tan(yDegrees * Math.PI / 180), 1, 0));

    /// <summary>Mirrors a picture of this width left to right, in place.</summary>
    public AffineTransform FlipX(double width) => Then(new(-1, 0, width, 0, 1, 0));

    /// <summary>Mirrors a picture of this height top to bottom, in place.</summary>
    public AffineTransform FlipY(double height) => Then(new(1, 0, 0, 0, -1, height));

    public AffineTransform Then(in AffineTransform next) => new(
        (next.Xx * Xx) + (next.Xy * Yx),
        (next.Xx * Xy) + (next.Xy * Yy),
        (next.Xx * X0) + (next.Xy * Y0) + next.X0,
        (next.Yx * Xx) + (next.Yy * Yx),
        (next.Yx * Xy) + (next.Yy * Yy),
        (next.Yx * X0) + (next.Yy * Y0) + next.Y0);

    public (double X, double Y) Apply(double x, double y) =>
        ((Xx * x) + (Xy * y) + X0, (Yx * x) + (Yy * y) + Y0);

    /// <summary>The way back; null where the picture has been squeezed to nothing.</summary>
    public AffineTransform? Inverse()
    {
        var determinant = (Xx * Yy) - (Xy * Yx);
        if (Math.Abs(determinant) < 1e-9 || !double.IsFinite(determinant)) return null;
        var xx = Yy / determinant;
        var xy = -Xy / determinant;
        var yx = -Yx / determinant;
        var yy = Xx / determinant;
        return new(xx, xy, -((xx * X0) + (xy * Y0)), yx, yy, -((yx * X0) + (yy * Y0)));
    }

    private static (double Sine, double Cosine) SinCosDegrees(double degrees)
    {
        var turned = Math.IEEERemainder(degrees, 360);
        return turned switch
        {
            0 => (0, 1),
            90 => (1, 0),
            -90 => (-1, 0),
            180 or -180 => (0, -1),
            _ => Math.SinCos(turned * Math.PI / 180),
        };
    }
}
