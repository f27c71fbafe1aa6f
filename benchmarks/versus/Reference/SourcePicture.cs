namespace Framemill.Benchmarks.Versus.Reference;

/// <summary>Decoded planes as they came: chroma of luma's size, or halved and sited left, between two rows.</summary>
internal sealed record SourcePicture(Field Y, Field U, Field V, Matrix Matrix)
{
    /// <summary>Where chroma has its first sample, and how far apart they are, in continuous luma positions.</summary>
    private const double ChromaAcross = 0.5, ChromaDown = 1, ChromaSpacing = 2;

    /// <param name="bytes">Y, U and V, tightly packed.</param>
    public static SourcePicture Of(ReadOnlySpan<byte> bytes, int width, int height, bool isHalved, Matrix matrix)
    {
        var (across, down) = isHalved ? ((width + 1) / 2, (height + 1) / 2) : (width, height);
        var (luma, chroma) = (width * height, across * down);
        return new(
            Field.Of(bytes[..luma], width, height), Field.Of(bytes.Slice(luma, chroma), across, down),
            Field.Of(bytes.Slice(luma + chroma, chroma), across, down), matrix);
    }

    /// <summary>
    /// The picture in a frame of this size, whose position t shows the picture's position <c>offset + t * step</c>.
    /// </summary>
    public ReferenceFrame Place(double offsetX, double offsetY, double step, int width, int height) => new(
        Sample(new(offsetX, offsetY, step, 0.5, 0.5, 1), width, height),
        Sample(
            new(offsetX, offsetY, step, ChromaAcross, ChromaDown, ChromaSpacing), (width + 1) / 2, (height + 1) / 2));

    private Colours Sample(in Grid grid, int width, int height)
    {
        var (across, down) = (grid.Across(0.5, 1), grid.Down(0.5, 1));
        var isHalved = U.Width != Y.Width;
        var (chromaAcross, chromaDown) = isHalved
            ? (grid.Across(ChromaAcross, ChromaSpacing), grid.Down(ChromaDown, ChromaSpacing)) : (across, down);
        return new Colours(
            Resampler.Resample(Y, across, width, down, height),
            Resampler.Resample(U, chromaAcross, width, chromaDown, height),
            Resampler.Resample(V, chromaAcross, width, chromaDown, height)).Map(Matrix.ToRgb);
    }

    /// <summary>Positions of a target's samples, told in the source's continuous coordinates.</summary>
    private readonly record struct Grid(
        double OffsetX, double OffsetY, double Step, double FirstX, double FirstY, double Spacing)
    {
        /// <summary>The same in samples of a plane, which begin at and lie apart as given.</summary>
        public Axis Across(double first, double spacing) =>
            new((OffsetX + (FirstX * Step) - first) / spacing, Step * Spacing / spacing);

        public Axis Down(double first, double spacing) =>
            new((OffsetY + (FirstY * Step) - first) / spacing, Step * Spacing / spacing);
    }
}
