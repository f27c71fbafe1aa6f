using Framemill.Pixels;

namespace Framemill.Tests.Unit.Pixels;

/// <summary>
/// What the painter should do, told in doubles and without any haste: triangle-filtered, alpha-weighted samples, box
/// coverage at the edges.
/// </summary>
internal static class ReferencePainter
{
    public static void Paint(PlanarImage target, PlanarImage source, AffineTransform placement, double opacity = 1)
    {
        var back = placement.Inverse()!.Value;
        var weights = Weights(target, source, back, opacity);
        PaintPlane(target.Y, source.Y, source, weights, back, isChroma: false);
        var chroma = ChromaWeights(target, weights);
        PaintPlane(target.U, source.U, source, chroma, back, isChroma: true);
        PaintPlane(target.V, source.V, source, chroma, back, isChroma: true);
        target.MarkChanged();
    }

    private static double[,] Weights(PlanarImage target, PlanarImage source, AffineTransform back, double opacity)
    {
        var weights = new double[target.Width, target.Height];
        var stepX = Math.Sqrt((back.Xx * back.Xx) + (back.Xy * back.Xy));
        var stepY = Math.Sqrt((back.Yx * back.Yx) + (back.Yy * back.Yy));
        for (var y = 0; y < target.Height; y++)
        {
            for (var x = 0; x < target.Width; x++)
            {
                var (u, v) = back.Apply(x + 0.5, y + 0.5);
                weights[x, y] = opacity * Between(u, source.Width, stepX) * Between(v, source.Height, stepY);
            }
        }

        return weights;
    }

    private static double Between(double position, double size, double step) =>
        Math.Max(0, Math.Clamp((position / step) + 0.5, 0, 1) + Math.Clamp(((size - position) / step) + 0.5, 0, 1) - 1);

    private static double[,] ChromaWeights(PlanarImage target, double[,] luma)
    {
        var chroma = new double[target.U.Width, target.U.Height];
        for (var y = 0; y < target.U.Height; y++)
        {
            for (var x = 0; x < target.U.Width; x++)
            {
                var (upper, lower) = (2 * y, Math.Min((2 * y) + 1, target.Height - 1));
                var left = Math.Max(0, (2 * x) - 1);
                var right = Math.Min(target.Width - 1, (2 * x) + 1);
                chroma[x, y] = (luma[left, upper] + luma[left, lower] + luma[right, upper] + luma[right, lower]
                    + (2 * (luma[2 * x, upper] + luma[2 * x, lower]))) / 8;
            }
        }

        return chroma;
    }

    private static void PaintPlane(
        Plane target, Plane source, PlanarImage image, double[,] weights, AffineTransform back, bool isChroma)
    {
        for (var y = 0; y < target.Height; y++)
        {
            for (var x = 0; x < target.Width; x++)
            {
                if (weights[x, y] == 0) continue;
                var (u, v) = isChroma ? back.Apply((2 * x) + 0.5, (2 * y) + 1) : back.Apply(x + 0.5, y + 0.5);
                var (atX, atY) = isChroma ? ((u - 0.5) / 2, (v - 1) / 2) : (u - 0.5, v - 0.5);
                var (colour, alpha) = Sample(source, image, atX, atY, Math.Abs(back.Xx), Math.Abs(back.Yy), isChroma);
                var below = target.Row(y)[x];
                var mixed = (below * (1 - (alpha * weights[x, y]))) + (colour * weights[x, y]);
                target.Row(y)[x] = (byte)Math.Clamp(Math.Round(mixed), 0, 255);
            }
        }
    }

    // Colour times alpha, and alpha, under a triangle around the position.
    private static (double Colour, double Alpha) Sample(
        Plane plane, PlanarImage image, double atX, double atY, double stepX, double stepY, bool isChroma)
    {
        var (colour, alpha, total) = (0.0, 0.0, 0.0);
        var (reachX, reachY) = (Math.Max(1, stepX), Math.Max(1, stepY));
        for (var y = (int)Math.Ceiling(atY - reachY); y <= atY + reachY; y++)
        {
            for (var x = (int)Math.Ceiling(atX - reachX); x <= atX + reachX; x++)
            {
                var weight = (reachX - Math.Abs(x - atX)) * (reachY - Math.Abs(y - atY));
                var (px, py) = (Math.Clamp(x, 0, plane.Width - 1), Math.Clamp(y, 0, plane.Height - 1));
                var seen = Alpha(image, px, py, isChroma);
                colour += weight * seen * plane.Row(py)[px];
                alpha += weight * seen;
                total += weight;
            }
        }

        return (colour / total, alpha / total);
    }

    private static double Alpha(PlanarImage image, int x, int y, bool isChroma)
    {
        if (!image.HasAlpha) return 1;
        if (!isChroma) return image.A.Row(y)[x] / 255.0;
        var upper = image.A.Row(2 * y);
        var lower = image.A.Row(Math.Min((2 * y) + 1, image.Height - 1));
        var left = Math.Max(0, (2 * x) - 1);
        var right = Math.Min(image.Width - 1, (2 * x) + 1);
        var middle = upper[2 * x] + lower[2 * x];
        return (upper[left] + lower[left] + upper[right] + lower[right] + (2 * middle)) / (8.0 * 255);
    }
}
