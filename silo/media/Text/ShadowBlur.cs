namespace Framemill.Media.Text;

/// <summary>A blur that three running means make: what a Gaussian looks like at a fraction of the work.</summary>
internal static class ShadowBlur
{
    /// <param name="blur">As in CSS: twice the standard deviation.</param>
    public static void Blur(Span<byte> alpha, int width, int height, int stride, double blur)
    {
        var radius = (int)Math.Round(blur / 2);
        if (radius < 1) return;
        var line = new byte[Math.Max(width, height)];
        for (var pass = 0; pass < 3; pass++)
        {
            for (var y = 0; y < height; y++) Mean(alpha[(y * stride)..], width, 1, radius, line);
            for (var x = 0; x < width; x++) Mean(alpha[x..], height, stride, radius, line);
        }
    }

    private static void Mean(Span<byte> values, int count, int step, int radius, byte[] line)
    {
        for (var i = 0; i < count; i++) line[i] = values[i * step];
        var window = (2 * radius) + 1;
        var sum = 0;
        for (var i = 0; i < Math.Min(radius, count); i++) sum += line[i];
        for (var i = 0; i < count; i++)
        {
            if (i + radius < count) sum += line[i + radius];
            if (i - radius - 1 >= 0) sum -= line[i - radius - 1];
            values[i * step] = (byte)((sum + radius) / window);
        }
    }
}
