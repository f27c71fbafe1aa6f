namespace Framemill.Benchmarks.Versus.Reference;

/// <summary>
/// Structural similarity of one plane to another, as Wang and others defined it: a bell of eleven samples with a
/// deviation of 1.5, the usual constants for eight bits. One is equal.
/// </summary>
internal sealed class Ssim
{
    public const int Reach = 5;
    private const double Deviation = 1.5;
    private const double MeanTerm = 0.01 * 255 * 0.01 * 255;
    private const double SpreadTerm = 0.03 * 255 * 0.03 * 255;
    private static readonly double[] s_bell = Bell();
    private readonly Field _reference;
    private readonly Field _mean;
    private readonly Field _square;

    public Ssim(Field reference)
    {
        _reference = reference;
        _mean = Resampler.Convolve(reference, s_bell);
        _square = Resampler.Convolve(reference.Select(value => value * value), s_bell);
    }

    /// <summary>The mean over all samples that count.</summary>
    /// <param name="isLeftOut">Samples that do not count; a window may reach into them.</param>
    public double Of(Field other, Func<int, int, bool>? isLeftOut = null)
    {
        var mean = Resampler.Convolve(other, s_bell);
        var square = Resampler.Convolve(other.Select(value => value * value), s_bell);
        var product = Resampler.Convolve(Field.Of(_reference, other, (a, b) => a * b), s_bell);
        var (sums, counts) = (new double[mean.Height], new int[mean.Height]);
        Parallel.For(0, mean.Height, y =>
        {
            for (var x = 0; x < mean.Width; x++)
            {
                if (isLeftOut?.Invoke(x, y) == true) continue;
                var (a, b) = (_mean[x, y], mean[x, y]);
                var (spreadA, spreadB) = (_square[x, y] - (a * a), square[x, y] - (b * b));
                var common = product[x, y] - (a * b);
                sums[y] += ((2 * a * b) + MeanTerm) * ((2 * common) + SpreadTerm)
                    / (((a * a) + (b * b) + MeanTerm) * (spreadA + spreadB + SpreadTerm));
                counts[y]++;
            }
        });
        return sums.Sum() / counts.Sum();
    }

    private static double[] Bell()
    {
        var bell = new double[(2 * Reach) + 1];
        for (var k = -Reach; k <= Reach; k++) bell[k + Reach] = Math.Exp(-k * k / (2 * Deviation * Deviation));
        var sum = bell.Sum();
        return [.. bell.Select(weight => weight / sum)];
    }
}
