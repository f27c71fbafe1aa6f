using Framemill.Pixels;

namespace Framemill.Media.Composition.Layout;

/// <param name="SourceToFrame">Where each point of the source lies in the frame.</param>
/// <param name="Visible">The part of the source that is shown.</param>
public readonly record struct Placement(AffineTransform SourceToFrame, Area Visible)
{
    /// <summary>The smallest upright rectangle of the frame around the shown part.</summary>
    public Area FrameBounds()
    {
        double left = double.MaxValue, top = double.MaxValue, right = double.MinValue, bottom = double.MinValue;
        for (var corner = 0; corner < 4; corner++)
        {
            var (x, y) = SourceToFrame.Apply(
                (corner & 1) == 0 ? Visible.X : Visible.Right,
                (corner & 2) == 0 ? Visible.Y : Visible.Bottom);
            (left, right) = (Math.Min(left, x), Math.Max(right, x));
            (top, bottom) = (Math.Min(top, y), Math.Max(bottom, y));
        }

        return new(left, top, right - left, bottom - top);
    }
}
