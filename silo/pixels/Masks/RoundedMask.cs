namespace Framemill.Pixels;

/// <summary>A rectangle with rounded corners and smooth sides; positions may lie between pixels.</summary>
public sealed class RoundedMask(double left, double top, double width, double height, double radius) : DistanceMask
{
    private readonly double _radius = Math.Clamp(radius, 0, Math.Min(width, height) / 2);

    internal (double Left, double Top, double Width, double Height, double Radius) Terms =>
        (left, top, width, height, _radius);

    protected override double Steepness => 1;

    protected override double Inside(double x, double y)
    {
        var dx = Math.Abs(x - (left + (width / 2))) - (width / 2) + _radius;
        var dy = Math.Abs(y - (top + (height / 2))) - (height / 2) + _radius;
        var (outX, outY) = (Math.Max(dx, 0), Math.Max(dy, 0));
        return _radius - Math.Sqrt((outX * outX) + (outY * outY)) - Math.Min(Math.Max(dx, dy), 0);
    }
}
