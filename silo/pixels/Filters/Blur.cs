namespace Framemill.Pixels;

/// <summary>
/// Gaussian blur. Wide bells are laid over a reduced copy and stretched back, so that a wider blur costs less, not
/// more.
/// </summary>
public static class Blur
{
    /// <summary>Standard deviations beyond this look alike.</summary>
    public const double SigmaMax = 1000;

    /// <summary>Narrower than this changes no pixel visibly.</summary>
    internal const double SigmaMin = 0.2;

    // Of the bell on the copy it is laid over. Smoother than two, stretching by lines shows no corners.
    private const double SigmaOnCopyMax = 4;

    /// <param name="source">The sharp picture.</param>
    /// <param name="target">Of the same size; opaque for an opaque source, else a group.</param>
    /// <param name="sigma">Standard deviation of the bell in luma pixels; may be a fraction.</param>
    /// <param name="bands">Threads to share the rows.</param>
    public static void Apply(PlanarImage source, PlanarImage target, double sigma, RowBands? bands = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(target);
        ArgumentOutOfRangeException.ThrowIfNegative(sigma);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(sigma, SigmaMax);
        ArgumentOutOfRangeException.ThrowIfNotEqual(target.Width, source.Width, nameof(target));
        ArgumentOutOfRangeException.ThrowIfNotEqual(target.Height, source.Height, nameof(target));
        var wanted = source.HasAlpha ? AlphaForm.Premultiplied : AlphaForm.None;
        if (target.Alpha != wanted || ReferenceEquals(source, target))
        {
            throw new ArgumentException($"The target must be another picture, its alpha {wanted}.", nameof(target));
        }

        var level = Level(sigma);
        var from = source.Layers(level);
        var plane = PlaneBlur.OfThisThread();
        plane.Apply(from.Y, target.Y, sigma, level, source.Pool, bands);
        plane.Apply(from.U, target.U, sigma / 2, level, source.Pool, bands);
        plane.Apply(from.V, target.V, sigma / 2, level, source.Pool, bands);
        if (source.HasAlpha) plane.Apply(from.A, target.A, sigma, level, source.Pool, bands);
        target.MarkChanged();
    }

    /// <summary>How often the source is halved first.</summary>
    internal static int Level(double sigma)
    {
        var level = 0;
        while (sigma / (1 << level) > SigmaOnCopyMax) level++;
        return level;
    }
}
