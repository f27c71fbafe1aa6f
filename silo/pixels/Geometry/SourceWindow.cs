namespace Framemill.Pixels;

/// <summary>The part of a source that is shown; positions may lie between pixels.</summary>
public readonly record struct SourceWindow(double X, double Y, double Width, double Height)
{
    public static SourceWindow All(PlanarImage image)
    {
        ArgumentNullException.ThrowIfNull(image);
        return new(0, 0, image.Width, image.Height);
    }
}
