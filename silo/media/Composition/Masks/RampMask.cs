using Framemill.Pixels;

namespace Framemill.Media.Composition.Masks;

/// <summary>A weight that rises along a straight line, from hidden to seen: nought to one, and flat beyond.</summary>
internal sealed class RampMask : IRowMask
{
    private const int Bits = 24;
    private const long Limit = 1L << 52;

    private readonly long _perX;
    private readonly long _perY;
    private readonly long _origin;

    /// <summary>The weight at (x, y), in continuous coordinates, is <c>perX * x + perY * y + origin</c>.</summary>
    public RampMask(double perX, double perY, double origin)
    {
        _perX = Fixed(perX);
        _perY = Fixed(perY);
        // Weights are asked for at the middle of a pixel; half a step of the result rounds.
        _origin = Fixed(origin + ((perX + perY) / 2)) + (1L << (Bits - 1));
    }

    public byte At(int x, int y) => (byte)Math.Clamp((_origin + (_perX * x) + (_perY * y)) >> Bits, 0, 255);

    public void Fill(int y, int x, Span<byte> weights)
    {
        var at = _origin + (_perY * y) + (_perX * x);
        for (var i = 0; i < weights.Length; i++, at += _perX) weights[i] = (byte)Math.Clamp(at >> Bits, 0, 255);
    }

    private static long Fixed(double value) => (long)Math.Clamp(Math.Round(value * 255 * (1L << Bits)), -Limit, Limit);
}
