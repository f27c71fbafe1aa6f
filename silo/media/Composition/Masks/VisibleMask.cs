using Framemill.Media.Composition.Layout;
using Framemill.Pixels;

namespace Framemill.Media.Composition.Masks;

/// <summary>
/// Shows a rectangle of the source only, with edges as smooth as those of a whole picture, wherever the placement
/// turns it.
/// </summary>
internal sealed class VisibleMask : IRowMask
{
    private const int Run = 1024;
    private readonly RampMask _left;
    private readonly RampMask _right;
    private readonly RampMask _top;
    private readonly RampMask _bottom;

    /// <param name="frameToSource">Where each point of the target lies in the source.</param>
    public VisibleMask(in AffineTransform frameToSource, Area visible)
    {
        // Distances in target pixels: one source unit is this many of them, across the edge.
        var perX = 1 / Length(frameToSource.Xx, frameToSource.Xy);
        var perY = 1 / Length(frameToSource.Yx, frameToSource.Yy);
        var (xx, xy, x0) = (frameToSource.Xx * perX, frameToSource.Xy * perX, frameToSource.X0 * perX);
        var (yx, yy, y0) = (frameToSource.Yx * perY, frameToSource.Yy * perY, frameToSource.Y0 * perY);
        _left = new(xx, xy, x0 - (visible.X * perX) + 0.5);
        _right = new(-xx, -xy, (visible.Right * perX) - x0 + 0.5);
        _top = new(yx, yy, y0 - (visible.Y * perY) + 0.5);
        _bottom = new(-yx, -yy, (visible.Bottom * perY) - y0 + 0.5);
    }

    public void Fill(int y, int x, Span<byte> weights)
    {
        Span<byte> others = stackalloc byte[Run];
        for (var at = 0; at < weights.Length; at += Run)
        {
            var part = weights.Slice(at, Math.Min(Run, weights.Length - at));
            var other = others[..part.Length];
            _left.Fill(y, x + at, part);
            _right.Fill(y, x + at, other);
            for (var i = 0; i < part.Length; i++) part[i] = Math.Min(part[i], other[i]);
            _top.Fill(y, x + at, other);
            for (var i = 0; i < part.Length; i++) part[i] = Product(part[i], other[i]);
            _bottom.Fill(y, x + at, other);
            for (var i = 0; i < part.Length; i++) part[i] = Product(part[i], other[i]);
        }
    }

    private static byte Product(byte left, byte right) => (byte)(((left * right) + 127) / 255);

    private static double Length(double x, double y) => Math.Sqrt((x * x) + (y * y));
}
