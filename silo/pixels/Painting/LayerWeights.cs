using Framemill.Pixels.Kernels;

namespace Framemill.Pixels.Painting;

/// <summary>Coverage, mask and opacity of one layer, asked for row by row.</summary>
internal readonly unsafe struct LayerWeights
{
    private readonly LayerCoverage _coverage;
    private readonly bool _isUpright;
    private readonly int _opacity;
    private readonly IRowMask? _mask;
    private readonly byte* _columns; // Coverage across, upright layers only; starts at Area.X.
    private readonly bool _columnsFull;

    public LayerWeights(
        LayerCoverage coverage, bool isUpright, PixelRect seen, int opacity, IRowMask? mask, NativeArena arena)
    {
        _coverage = coverage;
        _isUpright = isUpright;
        _opacity = opacity;
        _mask = mask;
        Area = seen;
        if (!isUpright) return;
        var columns = arena.Take(seen.Width);
        var (first, last, full) = (seen.Width, -1, true);
        for (var i = 0; i < seen.Width; i++)
        {
            columns[i] = (byte)(((coverage.Column(seen.X + i) * 255) + (1 << 15)) >> 16);
            if (columns[i] == 0) continue;
            first = Math.Min(first, i);
            last = i;
        }

        for (var i = first; i <= last; i++) full &= columns[i] == 255;
        _columns = columns + first;
        _columnsFull = full;
        Area = last < 0 ? default : seen with { X = seen.X + first, Width = last - first + 1 };
    }

    /// <summary>Pixels whose weight can be above zero.</summary>
    public PixelRect Area { get; }

    /// <summary>Writes the weights of a row of <see cref="Area"/> unless the answer says it all.</summary>
    public RowCover Fill(int y, byte* weights)
    {
        if (y < Area.Y || y >= Area.Bottom) return RowCover.Hidden;
        var span = new Span<byte>(weights, Area.Width);
        var factor = _opacity;
        var isFull = false;
        if (_isUpright)
        {
            factor = ((_coverage.Row(y) * _opacity) + (1 << 15)) >> 16;
            if (factor == 0) return RowCover.Hidden;
            isFull = _columnsFull;
        }
        else
        {
            var cover = _coverage.FillRow(y, Area.X, span);
            if (cover == RowCover.Hidden) return RowCover.Hidden;
            isFull = cover == RowCover.Full;
        }

        if (isFull && factor == LayerPainter.OpacityFull && _mask is null) return RowCover.Full;
        if (_isUpright) BlendRow.Fade(_columns, factor, weights, Area.Width);
        else if (factor != LayerPainter.OpacityFull) BlendRow.Fade(weights, factor, weights, Area.Width);
        return _mask is null ? RowCover.Weighted : Masked(y, weights);
    }

    private RowCover Masked(int y, byte* weights)
    {
        Span<byte> mask = stackalloc byte[MaskRun];
        var any = false;
        var all = true;
        for (var at = 0; at < Area.Width; at += MaskRun)
        {
            var run = mask[..Math.Min(MaskRun, Area.Width - at)];
            _mask!.Fill(y, Area.X + at, run);
            fixed (byte* values = run) BlendRow.Multiply(weights + at, values, weights + at, run.Length);
            var written = new ReadOnlySpan<byte>(weights + at, run.Length);
            any |= written.ContainsAnyExcept((byte)0);
            all &= !written.ContainsAnyExcept((byte)255);
        }

        if (!any) return RowCover.Hidden;
        return all ? RowCover.Full : RowCover.Weighted;
    }

    private const int MaskRun = 2048;
}

/// <summary>What is known of a row's weights.</summary>
internal enum RowCover
{
    /// <summary>All zero; nothing was written.</summary>
    Hidden = 0,

    /// <summary>All 255; nothing need be read.</summary>
    Full = 1,

    Weighted = 2,
}
