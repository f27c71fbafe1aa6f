namespace Framemill.Pixels;

/// <summary>Whole pictures to another size.</summary>
public static class Scale
{
    // Beyond this a second reduction costs more sharpness than it saves time.
    private const double WorthReducing = 0.75;

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

    /// <summary>
    /// A still made ready to be painted many times: no larger than its largest use, where every frame would reduce it
    /// again. Place it as if it were the source, after <c>Scale(source.Width / ready.Width, ...)</c>.
    /// </summary>
    /// <param name="source">The still as it was decoded.</param>
    /// <param name="pool">Where the smaller copy's memory comes from.</param>
    /// <param name="largestScale">Target pixels for one source pixel where the still is seen largest.</param>
    /// <param name="bands">Threads to share the rows.</param>
    /// <returns>A smaller copy, or the source with one more reference: to be released either way.</returns>
    public static PlanarImage Ready(PlanarImage source, PixelPool pool, double largestScale, RowBands? bands = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(largestScale);
        if (largestScale > WorthReducing) return source.AddReference();
        var width = Math.Max(1, (int)Math.Ceiling(source.Width * largestScale));
        var height = Math.Max(1, (int)Math.Ceiling(source.Height * largestScale));
        var target = source.HasAlpha
            ? PlanarImage.AllocateGroup(pool, width, height)
            : PlanarImage.Allocate(pool, width, height, hasAlpha: false);
        Into(source, target, bands);
        return target;
    }
}
