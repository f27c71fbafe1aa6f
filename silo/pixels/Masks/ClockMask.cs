namespace Framemill.Pixels;

/// <summary>A clock's hand that starts at twelve and uncovers what it has passed.</summary>
public sealed class ClockMask(PixelRect area, double progress) : IRowMask
{
    public void Fill(int y, int x, Span<byte> weights)
    {
        if (progress is <= 0 or >= 1)
        {
            weights.Fill(progress <= 0 ? (byte)0 : (byte)255);
            return;
        }

        var dy = y + 0.5 - (area.Y + (area.Height / 2.0));
        for (var i = 0; i < weights.Length; i++)
        {
            var dx = x + i + 0.5 - (area.X + (area.Width / 2.0));
            var angle = Math.Atan2(dx, -dy) / (2 * Math.PI);
            var turn = angle < 0 ? angle + 1 : angle;
            // Pixels from the hand: the arc at this distance. Half a pixel on either side is soft.
            var arc = 2 * Math.PI * Math.Sqrt((dx * dx) + (dy * dy));
            var passed = Math.Min((progress - turn) * arc, turn * arc);
            weights[i] = (byte)((Math.Clamp(passed + 0.5, 0, 1) * 255) + 0.5);
        }
    }
}
