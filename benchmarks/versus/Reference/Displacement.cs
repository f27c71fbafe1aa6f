namespace Framemill.Benchmarks.Versus.Reference;

/// <summary>How far a part of a picture lies from where it should, in parts of a pixel.</summary>
internal static class Displacement
{
    /// <summary>Below this the part is too smooth to tell: mean square of the brightness's slope.</summary>
    private const double SlopeMin = 4;

    /// <summary>
    /// By least squares over a square block, from the slopes of both pictures; good to about one pixel. Null where the
    /// block has no detail in some direction.
    /// </summary>
    public static (double X, double Y)? Of(Field reference, Field other, int left, int top, int size)
    {
        var (xx, xy, yy, xt, yt) = (0.0, 0.0, 0.0, 0.0, 0.0);
        for (var y = top + 1; y < top + size - 1; y++)
        {
            for (var x = left + 1; x < left + size - 1; x++)
            {
                // The mean of both slopes cancels the error of the second order.
                var slopeX = (Across(reference, x, y) + Across(other, x, y)) / 2;
                var slopeY = (Down(reference, x, y) + Down(other, x, y)) / 2;
                var change = other[x, y] - reference[x, y];
                xx += slopeX * slopeX;
                xy += slopeX * slopeY;
                yy += slopeY * slopeY;
                xt -= slopeX * change;
                yt -= slopeY * change;
            }
        }

        var (sum, determinant) = (xx + yy, (xx * yy) - (xy * xy));
        var smaller = (sum - Math.Sqrt(Math.Max(0, (sum * sum) - (4 * determinant)))) / 2;
        if (smaller < SlopeMin * (size - 2) * (size - 2)) return null;
        return (((yy * xt) - (xy * yt)) / determinant, ((xx * yt) - (xy * xt)) / determinant);
    }

    private static double Across(Field field, int x, int y) => (field[x + 1, y] - field[x - 1, y]) / 2;

    private static double Down(Field field, int x, int y) => (field[x, y + 1] - field[x, y - 1]) / 2;
}
