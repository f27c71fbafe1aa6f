namespace Framemill.Pixels;

/// <summary>A clock's hand that starts at twelve and uncovers what it has passed.</summary>
public sealed class ClockMask(PixelRect area, double progress) : DistanceMask
{
    private readonly double _centreX = area.X + (area.Width / 2.0);
    private readonly double _centreY = area.Y + (area.Height / 2.0);

    // Across the hand a pixel is a pixel; along it the arc grows with the radius, by a whole turn at most.
    protected override double Steepness => 1 + (2 * Math.PI);

    protected override double Inside(double x, double y)
    {
        if (progress <= 0) return -1000;
        if (progress >= 1) return 1000;
        var (dx, dy) = (x - _centreX, y - _centreY);
        var angle = Math.Atan2(dx, -dy) / (2 * Math.PI);
        var turn = angle < 0 ? angle + 1 : angle;
        var arc = 2 * Math.PI * Math.Sqrt((dx * dx) + (dy * dy));
        return Math.Min((progress - turn) * arc, turn * arc);
    }

    // At twelve the turn jumps from one to zero.
    protected override bool IsSteady(double firstX, double lastX, double y) =>
        y > _centreY || lastX < _centreX || firstX > _centreX;
}
