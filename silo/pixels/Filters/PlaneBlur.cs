using Framemill.Pixels.Kernels;
using Framemill.Pixels.Painting;

namespace Framemill.Pixels;

/// <summary>
/// Blurs one plane: a bell over the rows and columns of a (reduced) plane, then stretched to full size.
/// </summary>
internal sealed unsafe class PlaneBlur
{
    public const int TapsMax = 31;

    [ThreadStatic]
    private static PlaneBlur? s_ofThisThread;

    private readonly SmoothJob _smooth = new();
    private readonly StretchJob _stretch = new();

    public static PlaneBlur OfThisThread() => s_ofThisThread ??= new();

    public void Apply(Plane source, Plane target, double sigma, int level, PixelPool pool, RowBands? bands)
    {
        if (level == 0)
        {
            Smooth(source, target, sigma, bands);
            return;
        }

        var stride = PlanarImage.Stride(source.Width);
        var block = pool.Rent(((long)stride * source.Height) + (2 * PixelPool.Alignment));
        try
        {
            var smoothed = new Plane(block.Data + PixelPool.Alignment, stride, source.Width, source.Height);
            Smooth(source, smoothed, SigmaOnCopy(sigma, level), bands);
            _stretch.Begin(smoothed, target, level);
            Run(_stretch, target.Height, bands);
        }
        finally
        {
            pool.Return(block);
        }
    }

    /// <summary>Halving and stretching blur too: what they add (as variance) is taken off the bell.</summary>
    internal static double SigmaOnCopy(double sigma, int level)
    {
        var scale = (double)(1 << level);
        var box = ((scale * scale) - 1) / 12;
        var tent = scale * scale / 6;
        return Math.Sqrt(Math.Max(0.1, ((sigma * sigma) - box - tent) / (scale * scale)));
    }

    /// <summary>An odd number of weights, summing to 32768, the largest below that.</summary>
    internal static int Bell(double sigma, Span<short> weights)
    {
        var reach = Math.Min((TapsMax - 1) / 2, (int)Math.Ceiling(3 * sigma));
        var taps = (2 * reach) + 1;
        Span<double> bell = stackalloc double[TapsMax];
        var sum = 0.0;
        for (var k = 0; k < taps; k++)
        {
            bell[k] = Math.Exp(-(k - reach) * (k - reach) / (2 * sigma * sigma));
            sum += bell[k];
        }

        var left = AxisTaps.Unit;
        for (var k = 0; k < taps; k++)
        {
            weights[k] = (short)Math.Min(AxisTaps.Unit - 1, Math.Round(bell[k] / sum * AxisTaps.Unit));
            left -= weights[k];
        }

        // Rounding leaves a few units over; the middle takes them. Alone it cannot be the whole unit: a neighbour takes
        // one.
        var middle = weights[reach] + left;
        if (middle >= AxisTaps.Unit) weights[reach - 1] += (short)(middle - AxisTaps.Unit + 1);
        weights[reach] = (short)Math.Min(AxisTaps.Unit - 1, middle);
        return taps;
    }

    /// <summary>The bell as it is, without reducing anything.</summary>
    public void Smooth(Plane source, Plane target, double sigma, RowBands? bands)
    {
        if (sigma < Blur.SigmaMin)
        {
            source.CopyTo(target);
            return;
        }

        _smooth.Begin(source, target, sigma);
        Run(_smooth, target.Height, bands);
    }

    private static void Run(IBandJob job, int rows, RowBands? bands)
    {
        if (bands is null) job.Run(0, rows);
        else bands.Run(job, rows);
    }

    private sealed class SmoothJob : IBandJob
    {
        [ThreadStatic]
        private static NativeArena? s_arena;

        private readonly short[] _weights = new short[TapsMax];
        private Plane _source;
        private Plane _target;
        private int _taps;

        public void Begin(Plane source, Plane target, double sigma)
        {
            _source = source;
            _target = target;
            _taps = Bell(sigma, _weights);
        }

        public void Run(int first, int end)
        {
            var arena = s_arena ??= new();
            arena.Reset();
            var stride = PlanarImage.Stride(_source.Width);
            var padded = arena.Take(_source.Width + (2 * TapsMax)) + TapsMax;
            var ring = (short*)arena.Take(stride * _taps * sizeof(short));
            var rows = stackalloc short*[TapsMax];
            var reach = _taps / 2;
            var ready = first - reach; // Rows below this one are in the ring.
            fixed (short* weights = _weights)
            {
                for (var y = first; y < end; y++)
                {
                    for (; ready <= y + reach; ready++)
                    {
                        SmoothInto(ring + (Slot(ready) * stride), ready, padded, weights);
                    }

                    for (var k = 0; k < _taps; k++) rows[k] = ring + (Slot(y - reach + k) * stride);
                    CombineRows.Filter(rows, weights, _taps, _target.RowPointer(y), _target.Width);
                }
            }
        }

        private nint Slot(int row) => (row + (TapsMax * _taps)) % _taps;

        private void SmoothInto(short* target, int row, byte* padded, short* weights)
        {
            var source = _source.Row(Math.Clamp(row, 0, _source.Height - 1));
            new Span<byte>(padded - TapsMax, TapsMax).Fill(source[0]);
            source.CopyTo(new Span<byte>(padded, source.Length));
            new Span<byte>(padded + source.Length, TapsMax).Fill(source[^1]);
            SmoothRow.Row(padded, weights, _taps, target, source.Length);
        }
    }

    private sealed class StretchJob : IBandJob
    {
        [ThreadStatic]
        private static NativeArena? s_arena;

        [ThreadStatic]
        private static PlaneSampler? s_sampler;

        private readonly NativeArena _columns = new();
        private SampledPlane _sampled;
        private Plane _target;

        public void Begin(Plane smoothed, Plane target, int level)
        {
            _target = target;
            _columns.Reset();
            var step = AffineMap.One >> level;
            var origin = (step / 2) - (AffineMap.One / 2);
            var columns = ColumnTaps.Build(_columns, origin, step, 0, target.Width, smoothed.Width);
            var map = new PlaneMap(step, 0, origin, 0, step, origin);
            _sampled = new(smoothed, map, SamplerKind.Upright, columns, 0, target.Width);
        }

        public void Run(int first, int end)
        {
            var arena = s_arena ??= new();
            var sampler = s_sampler ??= new();
            arena.Reset();
            sampler.Begin(_sampled, arena);
            for (var y = first; y < end; y++) sampler.Row(y, _target.RowPointer(y));
        }
    }
}
