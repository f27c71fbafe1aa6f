namespace Framemill.Pixels;

/// <summary>
/// A wide blur for pictures that are shown once: key, colours and blur in one pass, and the result kept as small as the
/// bell is laid over it. The painter stretches it, so no full-sized picture is written in between.
/// </summary>
public static class SoftBlur
{
    /// <summary>True for a bell so wide that it is laid over a reduced copy.</summary>
    public static bool Reduces(double sigma) => Blur.Level(sigma) > 0;

    /// <summary>The blurred picture, reduced (<see cref="PlanarImage.Reduction"/>), held for the caller.</summary>
    /// <param name="source">Opaque or with straight alpha.</param>
    /// <param name="pool">Where the picture's memory comes from.</param>
    /// <param name="sigma">As of <see cref="Blur"/>; one that <see cref="Reduces"/>.</param>
    /// <param name="key">Makes a colour transparent first.</param>
    /// <param name="look">Changes colours next.</param>
    /// <param name="bands">Threads to share the rows.</param>
    public static PlanarImage Apply(
        PlanarImage source, PixelPool pool, double sigma, ChromaKeyer? key = null, ColorCube? look = null,
        RowBands? bands = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (source.Alpha == AlphaForm.Premultiplied || source.Reduction > 0)
            throw new ArgumentException("The picture is opaque or has straight alpha.", nameof(source));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(sigma, Blur.SigmaMax);
        var level = Blur.Level(sigma);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(level, nameof(sigma));
        var hasAlpha = source.HasAlpha || key is not null;
        using var sharp = PlanarImage.AllocateReduced(pool, source.Width, source.Height, hasAlpha, level);
        ReduceJob.Run(source, sharp, key, look, bands);
        var soft = PlanarImage.AllocateReduced(pool, source.Width, source.Height, hasAlpha, level);
        var plane = PlaneBlur.OfThisThread();
        plane.Smooth(sharp.Y, soft.Y, PlaneBlur.SigmaOnCopy(sigma, level), bands);
        var sigmaChroma = PlaneBlur.SigmaOnCopy(sigma / 2, level);
        plane.Smooth(sharp.U, soft.U, sigmaChroma, bands);
        plane.Smooth(sharp.V, soft.V, sigmaChroma, bands);
        if (!hasAlpha) return soft;
        plane.Smooth(sharp.A, soft.A, PlaneBlur.SigmaOnCopy(sigma, level), bands);
        plane.Smooth(sharp.ReducedAlphaChroma, soft.ReducedAlphaChroma, sigmaChroma, bands);
        return soft;
    }
}
