using Framemill.Pixels.Painting;

namespace Framemill.Pixels;

/// <summary>
/// Lays one layer over a target: resampling, edges, mask and opacity in one pass over the rows.
/// </summary>
public static class LayerPainter
{
    public const int OpacityFull = 256;

    [ThreadStatic]
    private static PaintJob? s_job;

    /// <param name="target">Opaque, or a group (<see cref="PlanarImage.AllocateGroup"/>).</param>
    /// <param name="source">Anything but the target itself.</param>
    /// <param name="map">From target positions to source positions.</param>
    /// <param name="targetArea">Nothing is painted outside.</param>
    /// <param name="opacity">0 invisible to 256 as it is.</param>
    /// <param name="mask">Further weights, in target pixels.</param>
    /// <param name="bands">Threads to share the rows; the result is the same without.</param>
    /// <param name="window">The part of the source that is shown, its sides as smooth as the source's; all when
    /// null.</param>
    public static void Paint(
        PlanarImage target,
        PlanarImage source,
        in AffineMap map,
        PixelRect targetArea,
        int opacity = OpacityFull,
        IRowMask? mask = null,
        RowBands? bands = null,
        SourceWindow? window = null)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(source);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)opacity, (uint)OpacityFull, nameof(opacity));
        if (ReferenceEquals(target, source))
        {
            throw new ArgumentException("An image cannot be painted onto itself.", nameof(source));
        }

        if (target.Alpha == AlphaForm.Straight)
        {
            throw new ArgumentException("Layers are gathered on an opaque image or a group.", nameof(target));
        }

        if (opacity == 0) return;
        target.MarkChanged();
        var job = s_job ??= new();
        try
        {
            var shown = window ?? SourceWindow.All(source);
            if (!job.Prepare(target, source, map, shown, targetArea, opacity, mask)) return;
            if (bands is null) job.Run(0, job.RowPairs);
            else bands.Run(job, job.RowPairs);
        }
        finally
        {
            job.Forget();
        }
    }
}
