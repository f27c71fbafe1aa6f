using Framemill.Pixels.Kernels;

namespace Framemill.Pixels;

/// <summary>
/// Makes a colour transparent: pixels within the threshold vanish, over the halo they come back, and what the colour
/// has spilled on its surroundings is taken out of them.
/// </summary>
public sealed class ChromaKeyer
{
    /// <summary>The largest threshold and halo.</summary>
    public const int ReachMax = 250;

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
        private LayerPlanes.Level _target;
        private KeyTerms _terms;

        public static KeyJob OfThisThread() => s_ofThisThread ??= new();

        public void Begin(PlanarImage source, PlanarImage target, in KeyTerms terms) =>
            (_source, _target, _terms) = (source, target.Planes, terms);

        /// <summary>Holds no picture any longer.</summary>
        public void End() => (_source, _target) = (null!, default);

        public void Run(int first, int end)
        {
            for (var row = first; row < end; row++) KeyRows.Pair(_source, row, _target, row, _terms);
        }
    }
}
