namespace Framemill.Benchmarks.Versus.Reference;

/// <summary>Weights of a windowed sinc, three lobes to each side, widened where samples get fewer.</summary>
internal sealed class SincTaps
{
    private const int Lobes = 3;

    public SincTaps(Axis axis, int count, int size)
    {
        var scale = Math.Max(1, Math.Abs(axis.Step));
        var reach = Lobes * scale;
        var taps = (int)Math.Ceiling(2 * reach) + 1;
        Taps = Math.Min(taps, size);
        Firsts = new int[count];
        Weights = new double[count * Taps];
        for (var i = 0; i < count; i++)
        {
            var position = axis.Origin + (axis.Step * i);
            var first = (int)Math.Floor(position - reach);
            Firsts[i] = Math.Clamp(first, 0, size - Taps);
            var weights = Weights.AsSpan(i * Taps, Taps);
            var sum = 0.0;
            for (var k = first; k < first + taps; k++)
            {
                var weight = Sinc((k - position) / scale);
                // Beyond the edge its last sample repeats.
                weights[Math.Clamp(k, 0, size - 1) - Firsts[i]] += weight;
                sum += weight;
            }

            foreach (ref var weight in weights) weight /= sum;
        }
    }

    public int Taps { get; }

    public int[] Firsts { get; }

    /// <summary><see cref="Taps"/> for each output.</summary>
    public double[] Weights { get; }

    private static double Sinc(double x)
    {
        if (Math.Abs(x) < 1e-12) return 1;
        if (Math.Abs(x) >= Lobes) return 0;
        var (angle, window) = (Math.PI * x, Math.PI * x / Lobes);
        return Math.Sin(angle) / angle * (Math.Sin(window) / window);
    }
}
