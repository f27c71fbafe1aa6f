using Framemill.Pixels.Kernels;

namespace Framemill.Pixels;

/// <summary>
/// Makes a colour transparent: pixels within the threshold vanish, over the halo they come back, and what the colour
/// has spilled on its surroundings is taken out of them.
/// </summary>
public sealed unsafe class ChromaKeyer
{
    /// <summary>The largest threshold and halo.</summary>
    public const int ReachMax = 250;

    private const int Chunk = 1024;

    private readonly KeyTerms _terms;

    /// <param name="threshold">0 to 250; black is about 765 from white.</param>
    /// <param name="halo">0 to 250, counted from the threshold.</param>
    public ChromaKeyer(byte red, byte green, byte blue, int threshold, int halo)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(threshold);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(threshold, ReachMax);
        ArgumentOutOfRangeException.ThrowIfNegative(halo);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(halo, ReachMax);
        _terms = new(red, green, blue, threshold, halo);
    }

    internal KeyTerms Terms => _terms;

    /// <summary>Writes the picture without the colour.</summary>
    /// <param name="source">Opaque or with straight alpha, which then holds the more.</param>
    /// <param name="target">Another picture of the same size with straight alpha.</param>
    public void Apply(PlanarImage source, PlanarImage target, RowBands? bands = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(target);
        if (source.Alpha == AlphaForm.Premultiplied || target.Alpha != AlphaForm.Straight || source == target)
            throw new ArgumentException("A key makes another picture, with straight alpha.", nameof(target));
        ArgumentOutOfRangeException.ThrowIfNotEqual(target.Width, source.Width, nameof(target));
        ArgumentOutOfRangeException.ThrowIfNotEqual(target.Height, source.Height, nameof(target));
        source.Y.CopyTo(target.Y);
        source.U.CopyTo(target.U);
        source.V.CopyTo(target.V);
        // By pairs of rows: both read the same chroma, which only they may change.
        var job = new KeyJob(source, target, _terms);
        if (bands is null) job.Run(0, source.U.Height);
        else bands.Run(job, source.U.Height);
        target.MarkChanged();
    }

    private sealed class KeyJob(PlanarImage source, PlanarImage target, KeyTerms terms) : IBandJob
    {
        public void Run(int first, int end)
        {
            var scratch = stackalloc byte[Chunk * 4];
            for (var row = first; row < end; row++)
            {
                Alpha(2 * row, scratch);
                if ((2 * row) + 1 < source.Height) Alpha((2 * row) + 1, scratch);
                Unspill(row, scratch);
            }
        }

        private void Alpha(int y, byte* scratch)
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
                var alpha = target.A.RowPointer(y) + x;
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

        private void Unspill(int row, byte* scratch)
        {
            var upper = source.Y.RowPointer(2 * row);
            var lower = source.Y.RowPointer(Math.Min((2 * row) + 1, source.Height - 1));
            for (var x = 0; x < source.U.Width; x += Chunk)
            {
                var count = Math.Min(Chunk, source.U.Width - x);
                Halve.Row(upper + (2 * x), lower + (2 * x), scratch, Math.Min(count, (source.Width / 2) - x));
                if (x + count > source.Width / 2) scratch[count - 1] = upper[source.Width - 1];
                ChromaKeyRow.Unspill(
                    scratch, target.U.RowPointer(row) + x, target.V.RowPointer(row) + x, count, terms);
            }
        }
    }
}
