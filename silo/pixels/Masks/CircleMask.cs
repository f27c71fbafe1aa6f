namespace Framemill.Pixels;

/// <summary>A circle with a soft rim: inside is seen (or, inverted, outside).</summary>
public sealed class CircleMask(
    double centreX, double centreY, double radius, double softness = 1, bool inverted = false) : IRowMask
{
    private readonly double _softness = Math.Max(1, softness);

    /// <summary>A circle that opens from the middle of the area until all of it is seen.</summary>
    public static CircleMask Iris(PixelRect area, double progress, double softness = 1)
    {
        var reach = Math.Sqrt(((double)area.Width * area.Width) + ((double)area.Height * area.Height)) / 2;
        var soft = Math.Max(1, softness);
        var radius = (progress * (reach + soft)) - (soft / 2);
        return new(area.X + (area.Width / 2.0), area.Y + (area.Height / 2.0), radius, soft);
    }

    public void Fill(int y, int x, Span<byte> weights)
    {
        var dy = y + 0.5 - centreY;
        for (var i = 0; i < weights.Length; i++)
        {
            var dx = x + i + 0.5 - centreX;
            var inside = ((radius - Math.Sqrt((dx * dx) + (dy * dy))) / _softness) + 0.5;
            var weight = (int)((Math.Clamp(inside, 0, 1) * 255) + 0.5);
            weights[i] = (byte)(inverted ? 255 - weight : weight);
        }
    }
}
