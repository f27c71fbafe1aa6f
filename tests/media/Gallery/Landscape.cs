using Framemill.Media.Edits;
using Framemill.Media.Timelines;

namespace Framemill.Tests.Media.Gallery;

/// <summary>A drawn picture in flat colours: a valley by day or by night. Small as a file, easy to recognise.</summary>
internal static class Landscape
{
    private static readonly Rgba s_sun = new(255, 236, 170);

    public static byte[] Rgb(FrameSize size, bool isNight)
    {
        var rgb = new byte[size.Width * size.Height * 3];
        for (var y = 0; y < size.Height; y++)
        {
            for (var x = 0; x < size.Width; x++)
            {
                var (u, v) = ((x + 0.5) / size.Width, (y + 0.5) / size.Height);
                var colour = Colour(u, v, (double)size.Width / size.Height, isNight);
                var at = ((y * size.Width) + x) * 3;
                (rgb[at], rgb[at + 1], rgb[at + 2]) = (colour.Red, colour.Green, colour.Blue);
            }
        }

        return rgb;
    }

    private static Rgba Colour(double u, double v, double aspect, bool isNight)
    {
        var (sunX, sunY) = isNight ? (0.28, 0.24) : (0.7, 0.34);
        var away = Math.Sqrt(Math.Pow((u - sunX) * aspect, 2) + Math.Pow(v - sunY, 2));
        var isMoonShade = isNight
            && Math.Sqrt(Math.Pow((u - sunX - 0.04) * aspect, 2) + Math.Pow(v - sunY + 0.03, 2)) < 0.11;
        // Houses stand on the nearest hill, before everything.
        if (v > 0.66 && v < 0.84 && u is > 0.1 and < 0.2) return isNight ? new(250, 214, 110) : new(200, 70, 60);
        if (v > 0.84 + (0.05 * Math.Sin((u * 5) + 1))) return isNight ? new(16, 34, 44) : new(46, 125, 80);
        if (v > 0.7 + (0.07 * Math.Sin((u * 7) + 4))) return isNight ? new(24, 48, 66) : new(86, 160, 96);
        if (v > 0.62 - Math.Abs(0.16 * Math.Sin((u * 9) + 0.4))) return isNight ? new(36, 56, 96) : new(112, 132, 170);
        if (away < 0.13 && !isMoonShade) return s_sun;
        return isNight ? new(20, 24, 60) : v < 0.25 ? new(104, 180, 232) : new(150, 206, 238);
    }
}
