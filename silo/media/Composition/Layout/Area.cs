namespace Framemill.Media.Composition.Layout;

/// <summary>A rectangle with fractions of pixels.</summary>
public readonly record struct Area(double X, double Y, double Width, double Height)
{
    public double Right => X + Width;
    public double Bottom => Y + Height;
    public bool IsEmpty => !(Width > 0 && Height > 0);
}
