using Framemill.Pixels.Painting;

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
        var (luma, chroma) = (PlaneBlur.SigmaOnCopy(sigma, level), PlaneBlur.SigmaOnCopy(sigma / 2, level));
        var (lumaInk, chromaInk) = (Whole(sharp.Y), Whole(sharp.U));
        if (hasAlpha)
        {
            lumaInk = LayerPlanes.InkOf(sharp.A);
            chromaInk = LayerPlanes.InkOf(sharp.ReducedAlphaChroma);
            Smooth(sharp.A, soft.A, luma, lumaInk, bands);
            Smooth(sharp.ReducedAlphaChroma, soft.ReducedAlphaChroma, chroma, chromaInk, bands);
        }

        Smooth(sharp.Y, soft.Y, luma, lumaInk, bands);
        Smooth(sharp.U, soft.U, chroma, chromaInk, bands);
        Smooth(sharp.V, soft.V, chroma, chromaInk, bands);
        return soft;
    }

    // Where nothing is, nothing comes of it: only ink and as far as a bell reaches.
    private static void Smooth(Plane source, Plane target, double sigma, PixelRect ink, RowBands? bands)
    {
        const int Reach = (PlaneBlur.TapsMax / 2) + 1;
        var around = new PixelRect(ink.X - Reach, ink.Y - Reach, ink.Width + (2 * Reach), ink.Height + (2 * Reach));
        var part = LayerBounds.ForVectors(around).Intersect(Whole(source));
        if (part != Whole(source)) target.Fill(0);
        if (ink.IsEmpty) return;
        PlaneBlur.OfThisThread().Smooth(
            source.Slice(part.X, part.Y, part.Width, part.Height),
            target.Slice(part.X, part.Y, part.Width, part.Height), sigma, bands);
    }

    private static PixelRect Whole(Plane plane) => new(0, 0, plane.Width, plane.Height);
}
