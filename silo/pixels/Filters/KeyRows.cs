using Framemill.Pixels.Kernels;

namespace Framemill.Pixels;

/// <summary>A chroma key by pairs of luma rows: both read the chroma between them and its neighbours.</summary>
internal static unsafe class KeyRows
{
    private const int Chunk = 1024;

    /// <summary>Writes colour and alpha of a pair of rows.</summary>
    /// <param name="row">Row of chroma in the source.</param>
    /// <param name="target">Other planes than the source's, as wide; no alpha on chroma's grid is written.</param>
    /// <param name="targetRow">Row of chroma in the target.</param>
    public static void Pair(
        PlanarImage source, int row, in LayerPlanes.Level target, int targetRow, in KeyTerms terms)
    {
        var scratch = stackalloc byte[Chunk * 4];
        var lumas = Math.Min(2, source.Height - (2 * row));
        for (var i = 0; i < lumas; i++)
        {
            source.Y.Row((2 * row) + i).CopyTo(target.Y.Row((2 * targetRow) + i));
            Alpha(source, (2 * row) + i, target.A.RowPointer((2 * targetRow) + i), terms, scratch);
        }

        source.U.Row(row).CopyTo(target.U.Row(targetRow));
        source.V.Row(row).CopyTo(target.V.Row(targetRow));
        Unspill(source, row, target.U.RowPointer(targetRow), target.V.RowPointer(targetRow), terms, scratch);
    }

    private static void Alpha(PlanarImage source, int y, byte* target, in KeyTerms terms, byte* scratch)
    {
        var near = y / 2;
        var far = Math.Clamp((y & 1) == 0 ? near - 1 : near + 1, 0, source.U.Height - 1);
        var lean = scratch;
        var u = scratch + Chunk;
        var v = scratch + (2 * Chunk);
        for (var x = 0; x < source.Width; x += Chunk - 64)
        {
            var count = Math.Min(Chunk - 64, source.Width - x);
            Stretch(source.U, near, far, x / 2, count, lean, u);
            Stretch(source.V, near, far, x / 2, count, lean, v);
            var alpha = target + x;
            ChromaKeyRow.Alpha(source.Y.RowPointer(y) + x, u, v, alpha, count, terms);
            if (source.HasAlpha) BlendRow.Multiply(alpha, source.A.RowPointer(y) + x, alpha, count);
        }
    }

    /// <summary>A run of one luma row's chroma. Beyond the picture its last sample repeats.</summary>
    private static void Stretch(Plane plane, int near, int far, int first, int count, byte* lean, byte* target)
    {
        var samples = (count + 1) / 2;
        var there = Math.Min(samples + 1, plane.Width - first);
        ChromaRow.Between(plane.RowPointer(near) + first, plane.RowPointer(far) + first, lean, there);
        if (there <= samples) lean[samples] = lean[there - 1];
        ChromaRow.Double(lean, target, samples);
    }

    private static void Unspill(PlanarImage source, int row, byte* u, byte* v, in KeyTerms terms, byte* scratch)
    {
        var upper = source.Y.RowPointer(2 * row);
        var lower = source.Y.RowPointer(Math.Min((2 * row) + 1, source.Height - 1));
        for (var x = 0; x < source.U.Width; x += Chunk)
        {
            var count = Math.Min(Chunk, source.U.Width - x);
            Halve.Row(upper + (2 * x), lower + (2 * x), scratch, Math.Min(count, (source.Width / 2) - x));
            if (x + count > source.Width / 2) scratch[count - 1] = upper[source.Width - 1];
            ChromaKeyRow.Unspill(scratch, u + x, v + x, count, terms);
        }
    }
}
