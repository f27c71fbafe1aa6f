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
        var job = KeyJob.OfThisThread();
        job.Begin(source, target, _terms);
        if (bands is null) job.Run(0, source.U.Height);
        else bands.Run(job, source.U.Height);
        job.End();
        target.MarkChanged();
    }

    private sealed class KeyJob : IBandJob
    {
        [ThreadStatic]
        private static KeyJob? s_ofThisThread;

        private PlanarImage _source = null!;
        private PlanarImage _target = null!;
        private KeyTerms _terms;

        public static KeyJob OfThisThread() => s_ofThisThread ??= new();

        public void Begin(PlanarImage source, PlanarImage target, in KeyTerms terms) =>
            (_source, _target, _terms) = (source, target, terms);

        /// <summary>Holds no picture any longer.</summary>
        public void End() => (_source, _target) = (null!, null!);

        public void Run(int first, int end)
        {
            var scratch = stackalloc byte[Chunk * 4];
            for (var row = first; row < end; row++)
            {
                Alpha(2 * row, scratch);
                if ((2 * row) + 1 < _source.Height) Alpha((2 * row) + 1, scratch);
                Unspill(row, scratch);
            }
        }

        private void Alpha(int y, byte* scratch)
        {
            var near = y / 2;
            var far = Math.Clamp((y & 1) == 0 ? near - 1 : near + 1, 0, _source.U.Height - 1);
            var lean = scratch;
            var u = scratch + Chunk;
            var v = scratch + (2 * Chunk);
            for (var x = 0; x < _source.Width; x += Chunk - 64)
            {
                var count = Math.Min(Chunk - 64, _source.Width - x);
                Stretch(_source.U, near, far, x / 2, count, lean, u);
                Stretch(_source.V, near, far, x / 2, count, lean, v);
                var alpha = _target.A.RowPointer(y) + x;
                ChromaKeyRow.Alpha(_source.Y.RowPointer(y) + x, u, v, alpha, count, _terms);
                if (_source.HasAlpha) BlendRow.Multiply(alpha, _source.A.RowPointer(y) + x, alpha, count);
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
            var upper = _source.Y.RowPointer(2 * row);
            var lower = _source.Y.RowPointer(Math.Min((2 * row) + 1, _source.Height - 1));
            for (var x = 0; x < _source.U.Width; x += Chunk)
            {
                var count = Math.Min(Chunk, _source.U.Width - x);
                Halve.Row(upper + (2 * x), lower + (2 * x), scratch, Math.Min(count, (_source.Width / 2) - x));
                if (x + count > _source.Width / 2) scratch[count - 1] = upper[_source.Width - 1];
                ChromaKeyRow.Unspill(
                    scratch, _target.U.RowPointer(row) + x, _target.V.RowPointer(row) + x, count, _terms);
            }
        }
    }
}
