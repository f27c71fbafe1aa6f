namespace Framemill.Pixels.Kernels;

/// <summary>
/// Which source samples make one target sample along one axis, and how much of each. Magnified: two neighbours, linear.
/// Reduced: a triangle as wide as the step, so that every source sample counts and nothing shimmers. The triangle of a
/// step of one is linear interpolation: zooming through one shows no seam.
/// </summary>
internal static unsafe class AxisTaps
{
    /// <summary>
    /// Beyond this step the source is halved first: the triangle stays short and the halving is not seen.
    /// </summary>
    public const int StepMax = 4;

    /// <summary>Taps of the widest triangle.</summary>
    public const int CountMax = (2 * StepMax) + 1;

    /// <summary>Weights sum to this.</summary>
    public const int Unit = 1 << Phase.Bits;

    /// <summary>
    /// How many taps a step needs; two means "linear", whose only weight is that of the second sample.
    /// </summary>
    public static int Count(long step)
    {
        var size = Math.Abs(step);
        return size <= AffineMap.One ? 2 : (int)(2 * size >> AffineMap.FractionBits) + 1;
    }

    /// <summary>
    /// The first sample and the weights of the target sample whose centre lies at <paramref name="position"/>.
    /// Writes one weight when linear, else <c>Count(step)</c>. Samples outside 0..<paramref name="size"/> repeat the
    /// edge.
    /// </summary>
    public static int Compute(long position, long step, int size, short* weights, nint weightStride)
    {
        int first;
        if (Math.Abs(step) <= AffineMap.One)
        {
            var phase = Phase.Round(position);
            weights[0] = phase.Fraction;
            first = phase.Index;
            return Math.Clamp(first, -2, size);
        }

        first = Triangle(position, Math.Abs(step), Count(step), weights, weightStride);
        return Math.Clamp(first, -Count(step), size);
    }

    private static int Triangle(long position, long radius, int count, short* weights, nint weightStride)
    {
        var centre = (position + (1 << 15)) >> 16;
        var reach = (radius + (1 << 15)) >> 16;
        var first = (centre - reach + 0xFFFF) >> 16;
        var raw = stackalloc long[CountMax + 1];
        var sum = 0L;
        for (var k = 0; k < count; k++)
        {
            raw[k] = Math.Max(0, reach - Math.Abs(((first + k) << 16) - centre));
            sum += raw[k];
        }

        var reciprocal = (1L << 47) / sum;
        var left = Unit;
        var largest = 0;
        for (var k = 0; k < count; k++)
        {
            var weight = (int)(((raw[k] * reciprocal) + (1L << 31)) >> 32);
            left -= weight;
            raw[k] = weight;
            if (weight > raw[largest]) largest = k;
        }

        // Rounding leaves a few units over; the middle tap takes them, so that flat areas stay flat. A tap of the whole
        // unit does not fit 16 bits: its neighbour, who has next to nothing, takes one.
        raw[largest] += left;
        if (raw[largest] == Unit)
        {
            raw[largest]--;
            raw[largest == 0 ? 1 : largest - 1]++;
        }

        for (var k = 0; k < count; k++) weights[k * weightStride] = (short)raw[k];
        return (int)first;
    }
}
