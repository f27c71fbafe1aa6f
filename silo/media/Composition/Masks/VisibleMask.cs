using Framemill.Media.Composition.Layout;
using Framemill.Pixels;

namespace Framemill.Media.Composition.Masks;

/// <summary>
/// Shows a rectangle of the source only, with edges as smooth as those of a whole picture, wherever the placement
/// turns it. Set anew for each picture, never while one is painted.
/// </summary>
internal sealed class VisibleMask : IRowMask
{
    private const int Run = 64; // Most runs lie away from every edge, and their ends tell.
    private readonly RampMask _left = new();
    private readonly RampMask _right = new();
    private readonly RampMask _top = new();
    private readonly RampMask _bottom = new();

    /// <param name="frameToSource">Where each point of the target lies in the source.</param>
    public void Set(in AffineTransform frameToSource, Area visible)
    {
        // Distances in target pixels: one source unit is this many of them, across the edge.
        var perX = 1 / Length(frameToSource.Xx, frameToSource.Xy);
        var perY = 1 / Length(frameToSource.Yx, frameToSource.Yy);
        var (xx, xy, x0) = (frameToSource.Xx * perX, frameToSource.Xy * perX, frameToSource.X0 * perX);
        var (yx, yy, y0) = (frameToSource.Yx * perY, frameToSource.Yy * perY, frameToSource.Y0 * perY);
        _left.Set(xx, xy, x0 - (visible.X * perX) + 0.5);
        _right.Set(-xx, -xy, (visible.Right * perX) - x0 + 0.5);
        _top.Set(yx, yy, y0 - (visible.Y * perY) + 0.5);
        _bottom.Set(-yx, -yy, (visible.Bottom * perY) - y0 + 0.5);
    }

    public void Fill(int y, int x, Span<byte> weights)
    {
        if (FillFlat(y, x, weights)) return;
        for (var at = 0; at < weights.Length; at += Run)
        {
            var part = weights.Slice(at, Math.Min(Run, weights.Length - at));
            if (!FillFlat(y, x + at, part)) FillEdge(y, x + at, part);
        }
    }

    /// <summary>Well inside or outside the rectangle all pixels are alike. False near an edge.</summary>
    private bool FillFlat(int y, int x, Span<byte> weights)
    {
        var count = weights.Length;
        var (left, right) = (_left.LevelOf(y, x, count), _right.LevelOf(y, x, count));
        var (top, bottom) = (_top.LevelOf(y, x, count), _bottom.LevelOf(y, x, count));
        if (left == 0 || right == 0 || top == 0 || bottom == 0)
        {
            weights.Clear();
            return true;
        }

        if (left < 0 || right < 0 || top < 0 || bottom < 0) return false;
        weights.Fill(Product(Product((byte)Math.Min(left, right), (byte)top), (byte)bottom));
        return true;
    }

    private void FillEdge(int y, int x, Span<byte> weights)
    {
        Span<byte> others = stackalloc byte[Run];
        var other = others[..weights.Length];
        _left.Fill(y, x, weights);
        _right.Fill(y, x, other);
        for (var i = 0; i < weights.Length; i++) weights[i] = Math.Min(weights[i], other[i]);
        Times(_top, y, x, weights, other);
        Times(_bottom, y, x, weights, other);
    }

    private static void Times(RampMask edge, int y, int x, Span<byte> weights, Span<byte> other)
    {
        if (edge.LevelOf(y, x, weights.Length) == 255) return;
        edge.Fill(y, x, other);
        for (var i = 0; i < weights.Length; i++) weights[i] = Product(weights[i], other[i]);
    }

    internal static byte Product(byte left, byte right) => (byte)(((left * right) + 127) / 255);

    private static double Length(double x, double y) => Math.Sqrt((x * x) + (y * y));
}
