namespace Framemill.Pixels;

/// <summary>Whole pictures to another size.</summary>
public static class Scale
{
    /// <summary>The source stretched over all of the target: triangles when reducing, lines when magnifying.</summary>
    public static void Into(PlanarImage source, PlanarImage target, RowBands? bands = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(target);
        if (target.Alpha == AlphaForm.Premultiplied) target.ClearGroup();
        var map = AffineMap.Fit(source.Width, source.Height, 0, 0, target.Width, target.Height);
        LayerPainter.Paint(target, source, map, target.Bounds, bands: bands);
    }

    /// <summary>Half the size (rounded up), opaque for an opaque source, else a group.</summary>
    public static PlanarImage Half(PlanarImage source, PixelPool pool, RowBands? bands = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        var width = (source.Width + 1) / 2;
        var height = (source.Height + 1) / 2;
        var target = source.HasAlpha
            ? PlanarImage.AllocateGroup(pool, width, height)
            : PlanarImage.Allocate(pool, width, height, hasAlpha: false);
        Into(source, target, bands);
        return target;
    }
}
