namespace Framemill.Pixels.Kernels;

/// <summary>Colour times alpha, plane by plane.</summary>
internal static unsafe class Premultiply
{
    public static void Plane(Plane colour, Plane alpha, Plane target)
    {
        for (var y = 0; y < target.Height; y++)
        {
            BlendRow.Multiply(colour.RowPointer(y), alpha.RowPointer(y), target.RowPointer(y), target.Width);
        }
    }

    /// <summary>Alpha at chroma resolution. Outside the picture the edge repeats.</summary>
    public static void ReduceAlpha(Plane alpha, Plane target)
    {
        for (var y = 0; y < target.Height; y++)
        {
            var upper = alpha.RowPointer(2 * y);
            var lower = alpha.RowPointer(Math.Min((2 * y) + 1, alpha.Height - 1));
            var to = target.RowPointer(y);
            Edge(upper, lower, alpha.Width, 0, to);
            if (target.Width == 1) continue;
            ReduceWeights.Row(upper + 2, lower + 2, to + 1, target.Width - 2);
            Edge(upper, lower, alpha.Width, target.Width - 1, to);
        }
    }

    private static void Edge(byte* upper, byte* lower, int width, int chroma, byte* target)
    {
        var middle = 2 * chroma;
        var left = Math.Max(0, middle - 1);
        var right = Math.Min(width - 1, middle + 1);
        var sum = upper[left] + lower[left] + upper[right] + lower[right] + (2 * (upper[middle] + lower[middle]));
        target[chroma] = (byte)((sum + 4) >> 3);
    }
}
