namespace Framemill.Pixels.Painting;

/// <summary>
/// How much of each target pixel the source rectangle covers. A pixel is a box as wide as one target step: on an
/// upright layer the value is the exact area, on a turned one its distance to the edge.
/// </summary>
internal readonly struct LayerCoverage
{
    private const int One = 1 << 16;
    private const int Run = 32;

    private readonly AffineMap _map;
    private readonly long _left;
    private readonly long _top;
    private readonly long _width;
    private readonly long _height;
    private readonly long _stepX;
    private readonly long _stepY;

    public LayerCoverage(in AffineMap map, in SourceWindow window)
    {
        _map = map;
        _left = Fixed(window.X);
        _top = Fixed(window.Y);
        _width = Fixed(window.Width);
        _height = Fixed(window.Height);
        _stepX = Length(map.Xx, map.Xy);
        _stepY = Length(map.Yx, map.Yy);
    }

    /// <summary>The shown part's corner and size in the source, and how wide a target step is there; 32.32.</summary>
    internal (long Left, long Top, long Width, long Height, long StepX, long StepY) Terms =>
        (_left, _top, _width, _height, _stepX, _stepY);

    /// <summary>Coverage across of a column, 0..65536; only for upright layers.</summary>
    public int Column(int x) => Across((_map.Xx * x) + (_map.Xx >> 1) + _map.X0 - _left);

    /// <summary>Coverage down of a row, 0..65536; only for upright layers.</summary>
    public int Row(int y) => Down((_map.Yy * y) + (_map.Yy >> 1) + _map.Y0 - _top);

    /// <summary>Writes 0..255 for a row of a turned layer and tells what it wrote.</summary>
    public RowCover FillRow(int y, int x, Span<byte> weights)
    {
        var cover = FillRun(y, x, weights);
        if (cover != RowCover.Weighted) return cover;
        var (isHidden, isFull) = (true, true);
        for (var at = 0; at < weights.Length;)
        {
            var run = Math.Min(Run - ((x + at) & (Run - 1)), weights.Length - at);
            var part = weights.Slice(at, run);
            cover = FillRun(y, x + at, part);
            if (cover == RowCover.Weighted) FillPixels(y, x + at, part);
            isHidden &= cover == RowCover.Hidden;
            isFull &= cover == RowCover.Full;
            at += run;
        }

        if (isHidden) return RowCover.Hidden;
        return isFull ? RowCover.Full : RowCover.Weighted;
    }

    // Each edge's distance is linear along the row: where both ends of a run are full, so is all between; and where
    // both ends are hidden by one and the same edge, nothing between is seen. Otherwise nothing is written.
    private RowCover FillRun(int y, int x, Span<byte> weights)
    {
        var (firstX, firstY) = Source(x, y);
        var (lastX, lastY) = Source(x + weights.Length - 1, y);
        if (IsBeyond(firstX, lastX, _width, _stepX) || IsBeyond(firstY, lastY, _height, _stepY))
        {
            weights.Clear();
            return RowCover.Hidden;
        }

        if (Weight(firstX, firstY) != 255 || Weight(lastX, lastY) != 255) return RowCover.Weighted;
        weights.Fill(255);
        return RowCover.Full;
    }

    private void FillPixels(int y, int x, Span<byte> weights)
    {
        for (var i = 0; i < weights.Length; i++)
        {
            var (sourceX, sourceY) = Source(x + i, y);
            weights[i] = Weight(sourceX, sourceY);
        }
    }

    private static bool IsBeyond(long first, long last, long size, long step) =>
        Math.Max(first, last) <= -step / 2 || Math.Min(first, last) >= size + (step / 2);

    private byte Weight(long sourceX, long sourceY) =>
        (byte)((((long)Across(sourceX) * Down(sourceY) * 255) + (1L << 31)) >> 32);

    private (long X, long Y) Source(int x, int y) => (
        (_map.Xx * x) + (_map.Xy * y) + ((_map.Xx + _map.Xy) >> 1) + _map.X0 - _left,
        (_map.Yx * x) + (_map.Yy * y) + ((_map.Yx + _map.Yy) >> 1) + _map.Y0 - _top);

    private int Across(long position) => Between(position, _width, _stepX);

    private int Down(long position) => Between(position, _height, _stepY);

    private static int Between(long position, long size, long step) =>
        Math.Max(0, Ramp(position, step) + Ramp(size - position, step) - One);

    private static int Ramp(long distance, long step)
    {
        var half = step >> 1;
        if (distance >= half) return One;
        if (distance <= -half) return 0;
        return (int)(((distance + half) << 16) / step);
    }

    private static long Fixed(double value) => (long)Math.Round(value * AffineMap.One, MidpointRounding.AwayFromZero);

    private static long Length(long x, long y)
    {
        if (x == 0 || y == 0) return Math.Abs(x + y);
        return (long)Math.Round(Math.Sqrt(((double)x * x) + ((double)y * y)));
    }
}
