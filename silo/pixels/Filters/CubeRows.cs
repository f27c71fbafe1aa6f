using System.Runtime.InteropServices;
using Framemill.Pixels.Kernels;

namespace Framemill.Pixels;

/// <summary>A table of colours by pairs of luma rows.</summary>
internal static unsafe class CubeRows
{
    /// <summary>Pixels looked at together to see whether any of them shows; even.</summary>
    private const int Together = 64;

    /// <param name="points">Pinned.</param>
    /// <param name="first">Row of chroma; with those up to <paramref name="end"/>.</param>
    public static void Pairs(
        short[] points, in LayerPlanes.Level source, in LayerPlanes.Level target, int first, int end)
    {
        for (var row = first; row < end; row++)
        {
            var upper = 2 * row;
            var lower = Math.Min(upper + 1, source.Y.Height - 1);
            if (source.A.IsEmpty)
            {
                Change(points, source, target, row, lower, 0, source.Y.Width);
                continue;
            }

            // What nobody sees need not change: of a figure before a green screen most is that.
            for (var x = 0; x < source.Y.Width; x += Together)
            {
                var count = Math.Min(Together, source.Y.Width - x);
                if (IsSeen(source.A, upper, x, count) || IsSeen(source.A, lower, x, count))
                    Change(points, source, target, row, lower, x, count);
                else if (source.Y.Data != target.Y.Data) Keep(source, target, row, lower, x, count);
            }
        }
    }

    private static bool IsSeen(Plane alpha, int y, int x, int count) =>
        alpha.Row(y).Slice(x, count).ContainsAnyExcept((byte)0);

    private static void Change(
        short[] points, in LayerPlanes.Level source, in LayerPlanes.Level target, int row, int lower, int x,
        int count) => ColorCubeRow.Rows(
        (short*)Marshal.UnsafeAddrOfPinnedArrayElement(points, 0),
        source.Y.RowPointer(2 * row) + x, source.Y.RowPointer(lower) + x,
        source.U.RowPointer(row) + (x / 2), source.V.RowPointer(row) + (x / 2),
        target.Y.RowPointer(2 * row) + x, target.Y.RowPointer(lower) + x,
        target.U.RowPointer(row) + (x / 2), target.V.RowPointer(row) + (x / 2),
        source.A.IsEmpty ? null : source.A.RowPointer(2 * row) + x,
        source.A.IsEmpty ? null : source.A.RowPointer(lower) + x, count);

    private static void Keep(
        in LayerPlanes.Level source, in LayerPlanes.Level target, int row, int lower, int x, int count)
    {
        var chroma = (count + 1) / 2;
        source.Y.Row(2 * row).Slice(x, count).CopyTo(target.Y.Row(2 * row)[x..]);
        source.Y.Row(lower).Slice(x, count).CopyTo(target.Y.Row(lower)[x..]);
        source.U.Row(row).Slice(x / 2, chroma).CopyTo(target.U.Row(row)[(x / 2)..]);
        source.V.Row(row).Slice(x / 2, chroma).CopyTo(target.V.Row(row)[(x / 2)..]);
    }
}
