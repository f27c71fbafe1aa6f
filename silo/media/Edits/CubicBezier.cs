namespace Framemill.Media.Edits;

/// <summary>A timing curve from (0,0) to (1,1) with two control points.</summary>
internal static class CubicBezier
{
    // Halving 52 times uses up the mantissa of a double: the same answer on every machine, unlike Newton's.
    private const int HalvingsMax = 52;

    /// <summary>The height of the curve where its width is <paramref name="x"/>.</summary>
    public static double Solve(double x1, double y1, double x2, double y2, double x)
    {
        var low = 0.0;
        var high = 1.0;
        for (var i = 0; i < HalvingsMax; i++)
        {
            var middle = (low + high) / 2;
            if (Along(x1, x2, middle) < x)
                low = middle;
            else
                high = middle;
        }

        return Along(y1, y2, (low + high) / 2);
    }

    private static double Along(double first, double second, double t)
    {
        var rest = 1 - t;
        return (3 * rest * rest * t * first) + (3 * rest * t * t * second) + (t * t * t);
    }
}
