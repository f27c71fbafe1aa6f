namespace Framemill.Pixels;

/// <summary>
/// A picture as a mask: its alpha plane, or its luma (16 hidden to 235 seen). The picture must already have the
/// target's size; it lies at (x, y) and hides everything outside itself.
/// </summary>
public sealed class PlaneMask : IRowMask
{
    private static readonly byte[] s_asIs = [.. Enumerable.Range(0, 256).Select(value => (byte)value)];
    private static readonly byte[] s_fromLuma =
        [.. Enumerable.Range(0, 256).Select(value => (byte)Math.Clamp((((value - 16) * 255) + 109) / 219, 0, 255))];

    private readonly Plane _plane;
    private readonly int _x;
    private readonly int _y;
    private readonly byte[] _weights;

    private PlaneMask(Plane plane, int x, int y, byte[] weights, bool inverted)
    {
        _plane = plane;
        _x = x;
        _y = y;
        _weights = inverted ? [.. weights.Select(weight => (byte)(255 - weight))] : weights;
    }

    public static PlaneMask FromLuma(PlanarImage matte, int x = 0, int y = 0, bool inverted = false)
    {
        ArgumentNullException.ThrowIfNull(matte);
        return new(matte.Y, x, y, s_fromLuma, inverted);
    }

    public static PlaneMask FromAlpha(PlanarImage matte, int x = 0, int y = 0, bool inverted = false)
    {
        ArgumentNullException.ThrowIfNull(matte);
        if (!matte.HasAlpha) throw new ArgumentException("The picture has no alpha.", nameof(matte));
        return new(matte.A, x, y, s_asIs, inverted);
    }

    public void Fill(int y, int x, Span<byte> weights)
    {
        weights.Clear();
        if ((uint)(y - _y) >= (uint)_plane.Height) return;
        var first = Math.Max(0, _x - x);
        var end = Math.Min(weights.Length, _x + _plane.Width - x);
        if (first >= end) return;
        var row = _plane.Row(y - _y).Slice(x + first - _x, end - first);
        for (var i = 0; i < row.Length; i++) weights[first + i] = _weights[row[i]];
    }
}
