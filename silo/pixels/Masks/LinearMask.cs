namespace Framemill.Pixels;

/// <summary>A straight edge that passes over the picture: what it has passed is seen.</summary>
public sealed class LinearMask : IRowMask
{
    private const int Bits = 24;
    private const int Run = 64; // Away from the edge all pixels of a run are alike, and the two ends tell.

    private readonly long _x;
    private readonly long _y;
    private readonly long _origin;

    /// <param name="area">What is to be covered from nothing (progress 0) to all (progress 1).</param>
    /// <param name="degrees">Direction the edge moves in: 0 to the right, 90 down, 180 to the left, 270 up.</param>
    /// <param name="progress">0 to 1; exact at both ends.</param>
    /// <param name="softness">Width of the edge in pixels; at least one, so that it moves smoothly.</param>
    public LinearMask(PixelRect area, double degrees, double progress, double softness = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(progress);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(progress, 1);
        var width = Math.Max(1, softness);
        var direction = AffineTransform.Identity.Rotate(degrees).Apply(1, 0);
        var start = double.PositiveInfinity;
        var end = double.NegativeInfinity;
        for (var corner = 0; corner < 4; corner++)
        {
            var along = (direction.X * (area.X + ((corner & 1) * area.Width)))
                + (direction.Y * (area.Y + ((corner >> 1) * area.Height)));
            start = Math.Min(start, along);
            end = Math.Max(end, along);
        }

        // The edge starts wholly before the area and ends wholly behind it.
        var edge = start - (width / 2) + (progress * (end - start + width));
        var scale = 255 * (double)(1L << Bits) / width;
        _x = (long)Math.Round(-direction.X * scale);
        _y = (long)Math.Round(-direction.Y * scale);
        var middle = ((edge + (width / 2)) * scale) - ((direction.X + direction.Y) * 0.5 * scale);
        _origin = (long)Math.Round(middle) + (1L << (Bits - 1));
    }

    /// <summary>The weight of a pixel, in 1/2^24: origin plus a step for each column and row.</summary>
    internal (long X, long Y, long Origin) Terms => (_x, _y, _origin);

    public void Fill(int y, int x, Span<byte> weights)
    {
        for (var at = 0; at < weights.Length; at += Run)
        {
            var run = weights.Slice(at, Math.Min(Run, weights.Length - at));
            var position = _origin + (_y * y) + (_x * (x + at));
            var last = position + (_x * (run.Length - 1));
            if (Math.Max(position, last) < 1L << Bits) run.Clear();
            else if (Math.Min(position, last) >= 255L << Bits) run.Fill(255);
            else FillEdge(position, run);
        }
    }

    private void FillEdge(long position, Span<byte> weights)
    {
        for (var i = 0; i < weights.Length; i++, position += _x)
        {
            weights[i] = (byte)Math.Clamp(position >> Bits, 0, 255);
        }
    }
}
