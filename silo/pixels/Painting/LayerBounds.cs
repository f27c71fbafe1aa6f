using Framemill.Pixels.Kernels;

namespace Framemill.Pixels.Painting;

/// <summary>Where a layer lies in the target, generously, and how much it is reduced there.</summary>
internal static class LayerBounds
{
    /// <summary>Pixels added on each side: half a target step of coverage, and rounding.</summary>
    private const double Margin = 2;

    private const double Far = 1 << 20;

    public static PixelRect Of(in AffineMap map, in SourceWindow window)
    {
        var back = new AffineTransform(
            (double)map.Xx / AffineMap.One,
            (double)map.Xy / AffineMap.One,
            (double)map.X0 / AffineMap.One,
            (double)map.Yx / AffineMap.One,
            (double)map.Yy / AffineMap.One,
            (double)map.Y0 / AffineMap.One);
        if (back.Inverse() is not { } forth) return default;
        var (left, top, right, bottom) = (Far, Far, -Far, -Far);
        for (var corner = 0; corner < 4; corner++)
        {
            var (x, y) = forth.Apply(
                window.X + ((corner & 1) * window.Width), window.Y + ((corner >> 1) * window.Height));
            left = Math.Min(left, x);
            right = Math.Max(right, x);
            top = Math.Min(top, y);
            bottom = Math.Max(bottom, y);
        }

        return Between(left - Margin, top - Margin, right + Margin, bottom + Margin);
    }

    /// <summary>The part of a window that something can be seen of; null for nothing.</summary>
    /// <param name="level">How often the source is halved to be painted.</param>
    public static SourceWindow? WithInk(in SourceWindow window, PlanarImage source, int level)
    {
        if (!source.HasAlpha) return window;
        var ink = source.Ink();
        if (ink.IsEmpty) return null;
        // As far as a sample of chroma, halved so often, is seen: between its neighbours, who are as wide.
        var reach = 4 << level;
        var left = Math.Max(window.X, ink.X - reach);
        var top = Math.Max(window.Y, ink.Y - reach);
        var right = Math.Min(window.X + window.Width, ink.Right + reach);
        var bottom = Math.Min(window.Y + window.Height, ink.Bottom + reach);
        return right <= left || bottom <= top ? null : new SourceWindow(left, top, right - left, bottom - top);
    }

    /// <summary>Widened so that rows, of luma and of chroma, begin and end where vectors do.</summary>
    public static PixelRect ForVectors(PixelRect bounds)
    {
        const int Lanes = 64;
        var left = bounds.X & -Lanes;
        return bounds with { X = left, Width = ((bounds.Right + Lanes - 1) & -Lanes) - left };
    }

    /// <summary>
    /// How often to halve the source so that no triangle gets longer than <see cref="AxisTaps.StepMax"/>.
    /// </summary>
    public static int Level(in AffineMap map)
    {
        // Turned layers are sampled by two by two neighbours: there the source is halved before those miss samples.
        var step = map.IsAxisAligned
            ? Math.Max(Math.Abs(map.Xx), Math.Abs(map.Yy))
            : (long)Math.Sqrt(Math.Abs(((double)map.Xx * map.Yy) - ((double)map.Xy * map.Yx)));
        var stepMax = map.IsAxisAligned ? AxisTaps.StepMax * AffineMap.One : AffineMap.One * 3 / 2;
        var level = 0;
        while (step >> level > stepMax && level < LayerPlanes.LevelsMax - 1) level++;
        return level;
    }

    private static PixelRect Between(double left, double top, double right, double bottom)
    {
        var x = (int)Math.Floor(Math.Clamp(left, -Far, Far));
        var y = (int)Math.Floor(Math.Clamp(top, -Far, Far));
        return new(
            x,
            y,
            (int)Math.Ceiling(Math.Clamp(right, -Far, Far)) - x,
            (int)Math.Ceiling(Math.Clamp(bottom, -Far, Far)) - y);
    }
}
