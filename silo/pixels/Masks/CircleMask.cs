namespace Framemill.Pixels;

/// <summary>A circle with a soft rim: inside is seen (or, inverted, outside).</summary>
public sealed class CircleMask(
    double centreX, double centreY, double radius, double softness = 1, bool inverted = false) : DistanceMask
{
    private readonly double _scale = (inverted ? -1 : 1) / Math.Max(1, softness);

    internal (double X, double Y, double Radius, double Scale) Terms => (centreX, centreY, radius, _scale);

    protected override double Steepness => Math.Abs(_scale);

    /// <summary>A circle that opens from the middle of the area until all of it is seen.</summary>
    public static CircleMask Iris(PixelRect area, double progress, double softness = 1)
    {
        var reach = Math.Sqrt(((double)area.Width * area.Width) + ((double)area.Height * area.Height)) / 2;
        var soft = Math.Max(1, softness);
        var radius = (progress * (reach + soft)) - (soft / 2);
        return new(area.X + (area.Width / 2.0), area.Y + (area.Height / 2.0), radius, soft);
    }

    protected override double Inside(double x, double y)
    {
        var (dx, dy) = (x - centreX, y - centreY);
        return (radius - Math.Sqrt((dx * dx) + (dy * dy))) * _scale;
    }
}
