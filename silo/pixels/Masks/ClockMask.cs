namespace Framemill.Pixels;

/// <summary>A clock's hand that starts at twelve and uncovers what it has passed.</summary>
public sealed class ClockMask : DistanceMask
{
    private readonly double _centreX;
    private readonly double _centreY;
    private readonly double _sine;
    private readonly double _cosine;
    private readonly int _quarter;

    /// <param name="area">The hand turns in its middle.</param>
    /// <param name="progress">0 nothing to 1 all; exact at both ends.</param>
    public ClockMask(PixelRect area, double progress)
    {
        _centreX = area.X + (area.Width / 2.0);
        _centreY = area.Y + (area.Height / 2.0);
        (_sine, _cosine) = Math.SinCos(2 * Math.PI * progress);
        _quarter = progress <= 0 ? Quarters.Nothing : progress >= 1 ? Quarters.All : (int)(4 * progress);
    }

    /// <summary>
    /// The middle, the hand's sine and cosine from twelve on, and in which quarter it is: below 0 nothing is seen, from
    /// 4 on all.
    /// </summary>
    internal (double X, double Y, double Sine, double Cosine, int Quarter) Terms =>
        (_centreX, _centreY, _sine, _cosine, _quarter);

    protected override double Steepness => 1;

    /// <remarks>
    /// Distances to straight lines: the upright through the middle, and the hand's. What has been passed lies between
    /// them as long as the hand goes down, and is all but what lies between them when it goes up. Both lines go on
    /// beyond the middle: near twelve, where they nearly meet, the level through the middle keeps the other end out.
    /// </remarks>
    protected override double Inside(double x, double y)
    {
        const double Far = 1e6;
        var (right, down) = (x - _centreX, y - _centreY);
        var before = -((right * _cosine) + (down * _sine));
        return _quarter switch
        {
            Quarters.Nothing => -Far,
            0 => Math.Min(Math.Min(right, before), -down),
            1 => Math.Min(right, before),
            2 => Math.Max(right, before),
            3 => Math.Max(Math.Max(right, before), down),
            _ => Far,
        };
    }

    private static class Quarters
    {
        public const int Nothing = -1, All = 4;
    }
}
