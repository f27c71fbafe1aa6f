using System.Numerics;

namespace Framemill.Benchmarks.Versus.Reference;

/// <summary>Fields to other sizes and places, and out of focus: exact positions, wide filters, no haste.</summary>
internal static class Resampler
{
    public static Field Resample(Field source, Axis across, int width, Axis down, int height) =>
        Across(Down(source, down, height), across, width);

    /// <summary>A bell over rows and columns; edges repeat.</summary>
    public static Field Blur(Field source, double sigma)
    {
        var reach = (int)Math.Ceiling(4 * sigma);
        var bell = new double[(2 * reach) + 1];
        for (var k = 0; k < bell.Length; k++) bell[k] = Math.Exp(-(k - reach) * (k - reach) / (2 * sigma * sigma));
        var sum = bell.Sum();
        for (var k = 0; k < bell.Length; k++) bell[k] /= sum;
        return Convolve(source, bell);
    }

    /// <summary>The same odd number of weights across and down; edges repeat.</summary>
    public static Field Convolve(Field source, double[] weights)
    {
        var reach = weights.Length / 2;
        var (between, target) = (new Field(source.Width, source.Height), new Field(source.Width, source.Height));
        Parallel.For(0, source.Height, y =>
        {
            var padded = new double[source.Width + (2 * reach)];
            var row = source.Row(y);
            padded.AsSpan(0, reach).Fill(row[0]);
            row.CopyTo(padded.AsSpan(reach));
            padded.AsSpan(reach + row.Length).Fill(row[^1]);
            var to = between.Row(y);
            for (var k = 0; k < weights.Length; k++) AddScaled(padded.AsSpan(k, to.Length), weights[k], to);
        });
        Parallel.For(0, source.Height, y =>
        {
            var to = target.Row(y);
            for (var k = 0; k < weights.Length; k++)
                AddScaled(between.Row(Math.Clamp(y + k - reach, 0, source.Height - 1)), weights[k], to);
        });
        return target;
    }

    private static Field Down(Field source, Axis axis, int height)
    {
        if (axis == Axis.Identity && height == source.Height) return source;
        var taps = new SincTaps(axis, height, source.Height);
        var target = new Field(source.Width, height);
        Parallel.For(0, height, y =>
        {
            for (var k = 0; k < taps.Taps; k++)
            {
                var weight = taps.Weights[(y * taps.Taps) + k];
                if (weight != 0) AddScaled(source.Row(taps.Firsts[y] + k), weight, target.Row(y));
            }
        });
        return target;
    }

    private static Field Across(Field source, Axis axis, int width)
    {
        if (axis == Axis.Identity && width == source.Width) return source;
        var taps = new SincTaps(axis, width, source.Width);
        var target = new Field(width, source.Height);
        Parallel.For(0, source.Height, y =>
        {
            var from = source.Row(y);
            var to = target.Row(y);
            for (var x = 0; x < width; x++)
            {
                var values = from.Slice(taps.Firsts[x], taps.Taps);
                var weights = taps.Weights.AsSpan(x * taps.Taps, taps.Taps);
                var sum = 0.0;
                for (var k = 0; k < values.Length; k++) sum += values[k] * weights[k];
                to[x] = sum;
            }
        });
        return target;
    }

    private static void AddScaled(ReadOnlySpan<double> values, double weight, Span<double> sums)
    {
        var x = 0;
        var weights = new Vector<double>(weight);
        for (; x + Vector<double>.Count <= sums.Length; x += Vector<double>.Count)
        {
            var sum = new Vector<double>(sums[x..]) + (new Vector<double>(values[x..]) * weights);
            sum.CopyTo(sums[x..]);
        }

        for (; x < sums.Length; x++) sums[x] += values[x] * weight;
    }
}
