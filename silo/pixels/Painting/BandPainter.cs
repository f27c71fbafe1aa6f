using Framemill.Pixels.Kernels;

namespace Framemill.Pixels.Painting;

/// <summary>Paints pairs of rows. Each thread has one, with the scratch rows it needs.</summary>
internal sealed unsafe class BandPainter
{
    [ThreadStatic]
    private static BandPainter? s_ofThisThread;

    private readonly NativeArena _arena = new();
    private readonly PlaneSampler _y = new();
    private readonly PlaneSampler _a = new();
    private readonly PlaneSampler _u = new();
    private readonly PlaneSampler _v = new();
    private readonly PlaneSampler _aChroma = new();
    private PaintJob _job = null!;
    private byte* _upperWeights;
    private byte* _lowerWeights;
    private byte* _chromaWeights;
    private byte* _colour;
    private byte* _alpha;
    private byte* _colourScaled;
    private byte* _alphaScaled;

    public static BandPainter OfThisThread() => s_ofThisThread ??= new();

    public void Begin(PaintJob job)
    {
        _job = job;
        _arena.Reset();
        _y.Begin(job.Y, _arena);
        _u.Begin(job.U, _arena);
        _v.Begin(job.V, _arena);
        if (job.IsTransparent)
        {
            _a.Begin(job.A, _arena);
            _aChroma.Begin(job.AChroma, _arena);
        }

        // Weights of both rows reach from one pixel before the first chroma sample to the last one's right.
        var width = Math.Max(job.Area.Width, job.ChromaCount * 2) + 2;
        _upperWeights = _arena.Take(width) + 1;
        _lowerWeights = _arena.Take(width) + 1;
        _chromaWeights = _arena.Take(width);
        _colour = _arena.Take(width);
        _alpha = _arena.Take(width);
        _colourScaled = _arena.Take(width);
        _alphaScaled = _arena.Take(width);
    }

    /// <summary>Paints luma rows 2*pair and 2*pair+1 and the chroma row between them.</summary>
    public void Paint(int pair)
    {
        var upper = PaintLuma(2 * pair, _upperWeights);
        var lower = RowCover.Hidden;
        if ((2 * pair) + 1 < _job.Target.Height)
        {
            lower = PaintLuma((2 * pair) + 1, _lowerWeights);
        }
        else
        {
            // The last row of an odd height stands alone: its chroma has only it.
            lower = upper;
            new ReadOnlySpan<byte>(_upperWeights - 1, (2 * _job.ChromaCount) + 1).CopyTo(
                new Span<byte>(_lowerWeights - 1, (2 * _job.ChromaCount) + 1));
        }

        if (upper == RowCover.Hidden && lower == RowCover.Hidden) return;
        PaintChroma(pair, upper, lower);
    }

    private byte* LumaWeights(byte* weights) => weights + (_job.Area.X - (2 * _job.ChromaStart));

    private RowCover PaintLuma(int y, byte* weights)
    {
        var row = LumaWeights(weights);
        var cover = _job.Weights.Fill(y, row);
        if (cover == RowCover.Hidden) return cover;
        var count = _job.Area.Width;
        var target = _job.Target.Y.RowPointer(y) + _job.Area.X;
        var targetAlpha = _job.Target.HasAlpha ? _job.Target.A.RowPointer(y) + _job.Area.X : null;
        if (!_job.IsTransparent)
        {
            PaintOpaque(_y, y, target, cover, row, count);
            if (targetAlpha is null) return cover;
            if (cover == RowCover.Full) new Span<byte>(targetAlpha, count).Fill(255);
            else BlendRow.Over(targetAlpha, row, row, count);
            return cover;
        }

        var alpha = Alpha(_a, y, cover, row, count);
        if (alpha is null) return cover;
        PaintTransparent(_y, y, target, cover, row, alpha, count);
        if (targetAlpha is not null) BlendRow.Over(targetAlpha, alpha, alpha, count);
        return cover;
    }

    private void PaintChroma(int pair, RowCover upper, RowCover lower)
    {
        var count = _job.ChromaCount;
        var cover = ChromaCover(upper, lower);
        if (cover == RowCover.Weighted)
        {
            CompleteWeights(_upperWeights, upper);
            CompleteWeights(_lowerWeights, lower);
            ReduceWeights.Row(_upperWeights, _lowerWeights, _chromaWeights, count);
        }

        var u = _job.Target.U.RowPointer(pair) + _job.ChromaStart;
        var v = _job.Target.V.RowPointer(pair) + _job.ChromaStart;
        if (!_job.IsTransparent)
        {
            PaintOpaque(_u, pair, u, cover, _chromaWeights, count);
            PaintOpaque(_v, pair, v, cover, _chromaWeights, count);
            return;
        }

        var alpha = Alpha(_aChroma, pair, cover, _chromaWeights, count);
        if (alpha is null) return;
        PaintTransparent(_u, pair, u, cover, _chromaWeights, alpha, count);
        PaintTransparent(_v, pair, v, cover, _chromaWeights, alpha, count);
    }

    private void PaintOpaque(PlaneSampler sampler, int y, byte* target, RowCover cover, byte* weights, int count)
    {
        if (cover == RowCover.Full)
        {
            var row = sampler.Row(y, target);
            if (row != target) new ReadOnlySpan<byte>(row, count).CopyTo(new Span<byte>(target, count));
            return;
        }

        BlendRow.Mix(target, sampler.Row(y, _colour), weights, count);
    }

    // The layer's alpha as it counts here; null where there is none in the whole row.
    private byte* Alpha(PlaneSampler sampler, int y, RowCover cover, byte* weights, int count)
    {
        var alpha = sampler.Row(y, _alpha);
        if (!new ReadOnlySpan<byte>(alpha, count).ContainsAnyExcept((byte)0)) return null;
        if (cover == RowCover.Full) return alpha;
        BlendRow.Multiply(alpha, weights, _alphaScaled, count);
        return _alphaScaled;
    }

    private void PaintTransparent(
        PlaneSampler sampler, int y, byte* target, RowCover cover, byte* weights, byte* alpha, int count)
    {
        var colour = sampler.Row(y, _colour);
        if (cover != RowCover.Full)
        {
            BlendRow.Multiply(colour, weights, _colourScaled, count);
            colour = _colourScaled;
        }

        BlendRow.Over(target, colour, alpha, count);
    }

    private RowCover ChromaCover(RowCover upper, RowCover lower)
    {
        var reachesBothSides = _job.Area.X == 0 && _job.Area.Right == _job.Target.Width;
        return upper == RowCover.Full && lower == RowCover.Full && reachesBothSides ? RowCover.Full : RowCover.Weighted;
    }

    // Fills what the luma row left unwritten: beyond the area nothing is seen; beyond the picture its edge repeats.
    private void CompleteWeights(byte* weights, RowCover cover)
    {
        var area = _job.Area;
        var before = area.X - (2 * _job.ChromaStart) + 1;
        var whole = new Span<byte>(weights - 1, (2 * _job.ChromaCount) + 1);
        var row = whole.Slice(before, Math.Min(area.Width, whole.Length - before));
        if (cover == RowCover.Hidden) row.Clear();
        else if (cover == RowCover.Full) row.Fill(255);
        whole[..before].Fill(area.X == 0 ? row[0] : (byte)0);
        whole[(before + row.Length)..].Fill(area.Right == _job.Target.Width ? row[^1] : (byte)0);
    }
}
