using Framemill.Pixels.Kernels;

namespace Framemill.Pixels.Painting;

/// <summary>
/// One layer on its way to a target. Prepared once; then bands of row pairs (two luma rows and their chroma row) are
/// painted independently.
/// </summary>
internal sealed class PaintJob : IBandJob
{
    private readonly NativeArena _arena = new();
    private LayerPlanes.Level _planes;
    private bool _isTransparent;
    private ColumnTaps _lumaColumns;
    private ColumnTaps _chromaColumns;

    public PlanarImage Target { get; private set; } = null!;

    public LayerWeights Weights { get; private set; }

    /// <summary>Luma pixels that can be touched.</summary>
    public PixelRect Area { get; private set; }

    public int ChromaStart { get; private set; }

    public int ChromaCount { get; private set; }

    public bool IsTransparent => _isTransparent;

    public int RowPairs { get; private set; }

    public SampledPlane Y { get; private set; }

    public SampledPlane A { get; private set; }

    public SampledPlane U { get; private set; }

    public SampledPlane V { get; private set; }

    public SampledPlane AChroma { get; private set; }

    private int FirstPair => Area.Y >> 1;

    /// <summary>False where nothing of the layer can be seen.</summary>
    public bool Prepare(
        PlanarImage target,
        PlanarImage source,
        in AffineMap map,
        in SourceWindow window,
        PixelRect area,
        int opacity,
        IRowMask? mask)
    {
        _arena.Reset();
        Target = target;
        _isTransparent = source.HasAlpha;
        var coverage = new LayerCoverage(map, window);
        var level = Math.Max(LayerBounds.Level(map), source.Reduction);
        if (LayerBounds.WithInk(window, source, level) is not { } shown) return false;
        var seen = LayerBounds.ForVectors(LayerBounds.Of(map, shown)).Intersect(area).Intersect(target.Bounds);
        if (seen.IsEmpty) return false;
        Weights = new(coverage, map.IsAxisAligned, seen, opacity, mask, _arena);
        Area = Weights.Area;
        if (Area.IsEmpty) return false;

        // A chroma sample reaches one luma pixel to the left and the right: see ReduceWeights.
        ChromaStart = Area.X >> 1;
        ChromaCount = Math.Min(target.U.Width, (Area.Right >> 1) + 1) - ChromaStart;
        RowPairs = ((Area.Bottom + 1) >> 1) - FirstPair;

        _planes = source.Layers(level);
        BuildSamplers(PlaneMap.Luma(map, level), PlaneMap.Chroma(map, level));
        return true;
    }

    public void Run(int first, int end)
    {
        var band = BandPainter.OfThisThread();
        band.Begin(this);
        for (var pair = first; pair < end; pair++) band.Paint(FirstPair + pair);
    }

    /// <summary>Holds on to no image between two layers.</summary>
    public void Forget()
    {
        Target = null!;
        Weights = default;
    }

    private void BuildSamplers(in PlaneMap luma, in PlaneMap chroma)
    {
        var lumaKind = Kind(luma);
        var chromaKind = Kind(chroma);
        if (lumaKind == SamplerKind.Upright)
        {
            _lumaColumns = ColumnTaps.Build(_arena, luma.X0, luma.Xx, Area.X, Area.Width, _planes.Y.Width);
        }

        if (chromaKind == SamplerKind.Upright)
        {
            _chromaColumns = ColumnTaps.Build(_arena, chroma.X0, chroma.Xx, ChromaStart, ChromaCount, _planes.U.Width);
        }

        Y = new(_planes.Y, luma, lumaKind, _lumaColumns, Area.X, Area.Width);
        U = new(_planes.U, chroma, chromaKind, _chromaColumns, ChromaStart, ChromaCount);
        V = new(_planes.V, chroma, chromaKind, _chromaColumns, ChromaStart, ChromaCount);
        if (!_isTransparent) return;
        A = new(_planes.A, luma, lumaKind, _lumaColumns, Area.X, Area.Width);
        AChroma = new(_planes.AChroma, chroma, chromaKind, _chromaColumns, ChromaStart, ChromaCount);
    }

    private static SamplerKind Kind(in PlaneMap map)
    {
        if (map.Xy != 0 || map.Yx != 0) return SamplerKind.Slanted;
        return PlaneMap.IsWhole(map.Xx, map.X0) && PlaneMap.IsWhole(map.Yy, map.Y0)
            ? SamplerKind.Whole
            : SamplerKind.Upright;
    }
}
