using Framemill.Pixels;

namespace Framemill.Media.Composition.Masks;

/// <summary>
/// A weight that rises along a straight line, from hidden to seen: nought to one, and flat beyond. Set anew for each
/// picture, never while one is painted.
/// </summary>
internal sealed class RampMask : IRowMask
{
    private const int Bits = 24;
    private const long Limit = 1L << 52;
    private const int Run = 64; // Away from the edge all pixels of a run are alike, and the two ends tell.

    private long _perX;
    private long _perY;
    private long _origin;

    /// <summary>The weight at (x, y), in continuous coordinates, is <c>perX * x + perY * y + origin</c>.</summary>
    public void Set(double perX, double perY, double origin)
    {
        _perX = Fixed(perX);
        _perY = Fixed(perY);
        // Weights are asked for at the middle of a pixel; half a step of the result rounds.
        _origin = Fixed(origin + ((perX + perY) / 2)) + (1L << (Bits - 1));
    }

    public byte At(int x, int y) => (byte)Math.Clamp((_origin + (_perX * x) + (_perY * y)) >> Bits, 0, 255);

    public void Fill(int y, int x, Span<byte> weights)
    {
        var level = LevelOf(y, x, weights.Length);
        if (level >= 0)
        {
            weights.Fill((byte)level);
            return;
        }

        for (var at = 0; at < weights.Length; at += Run)
        {
            var run = weights.Slice(at, Math.Min(Run, weights.Length - at));
            level = LevelOf(y, x + at, run.Length);
            if (level >= 0) run.Fill((byte)level);
            else FillEdge(y, x + at, run);
        }
    }

    /// <summary>The weight that all pixels of a stretch share where it is flat; -1 where they may differ.</summary>
    public int LevelOf(int y, int x, int count)
    {
        // A straight line lies between its ends.
        var first = At(x, y);
        if (_perX == 0) return first;
        return first is 0 or 255 && first == At(x + count - 1, y) ? first : -1;
    }

    private void FillEdge(int y, int x, Span<byte> weights)
    {
        var at = _origin + (_perY * y) + (_perX * x);
        for (var i = 0; i < weights.Length; i++, at += _perX) weights[i] = (byte)Math.Clamp(at >> Bits, 0, 255);
    }

    private static long Fixed(double value) => (long)Math.Clamp(Math.Round(value * 255 * (1L << Bits)), -Limit, Limit);
}
