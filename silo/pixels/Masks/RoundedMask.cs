namespace Framemill.Pixels;

/// <summary>A rectangle with rounded corners and smooth sides; positions may lie between pixels.</summary>
public sealed class RoundedMask(double left, double top, double width, double height, double radius) : IRowMask
{
    private readonly double _radius = Math.Clamp(radius, 0, Math.Min(width, height) / 2);

    public void Fill(int y, int x, Span<byte> weights)
    {
        var halfWidth = width / 2;
        var halfHeight = height / 2;
        var dy = Math.Abs(y + 0.5 - (top + halfHeight)) - halfHeight + _radius;
        for (var i = 0; i < weights.Length; i++)
        {
            var dx = Math.Abs(x + i + 0.5 - (left + halfWidth)) - halfWidth + _radius;
            var outside = Math.Sqrt((Math.Max(dx, 0) * Math.Max(dx, 0)) + (Math.Max(dy, 0) * Math.Max(dy, 0)));
            var distance = outside + Math.Min(Math.Max(dx, dy), 0) - _radius;
            weights[i] = (byte)((Math.Clamp(0.5 - distance, 0, 1) * 255) + 0.5);
        }
    }
}
