using Framemill.Pixels.Kernels;

namespace Framemill.Pixels;

/// <summary>
/// Key, colours, colour times alpha, and the halvings, strip by strip: each strip stays in the cache from the source's
/// rows to the few that are left of them. Byte for byte what whole pictures would give, one after another.
/// </summary>
internal sealed unsafe class ReduceJob : IBandJob
{
    [ThreadStatic]
    private static ReduceJob? s_ofThisThread;

    [ThreadStatic]
    private static NativeArena? s_arena;

    private PlanarImage _source = null!;
    private PlanarImage _target = null!;
    private ChromaKeyer? _key;
    private ColorCube? _look;

    // What one row of the reduced chroma stands for.
    private int StripRows => 2 << _target.Reduction;

    /// <param name="target">Reduced, of the same size; with alpha where the source has it or the key makes it.</param>
    public static void Run(PlanarImage source, PlanarImage target, ChromaKeyer? key, ColorCube? look, RowBands? bands)
    {
        var job = s_ofThisThread ??= new();
        (job._source, job._target, job._key, job._look) = (source, target, key, look);
        if (bands is null) job.Run(0, target.U.Height);
        else bands.Run(job, target.U.Height);
        (job._source, job._target, job._key, job._look) = (null!, null!, null, null);
        target.MarkChanged();
    }

    public void Run(int first, int end)
    {
        var arena = s_arena ??= new();
        arena.Reset();
        var sizes = stackalloc LayerPlanes.Level[LayerPlanes.LevelsMax];
        for (var level = 0; level < _target.Reduction; level++) sizes[level] = Take(arena, level);
        for (var strip = first; strip < end; strip++) Reduce(strip, sizes);
    }

    private LayerPlanes.Level Take(NativeArena arena, int level)
    {
        var luma = Planes(PlanarImage.Reduced(_source.Width, level), StripRows >> level);
        var chroma = Planes(PlanarImage.Reduced((_source.Width + 1) / 2, level), StripRows / 2 >> level);
        return new(
            At(luma), At(chroma), At(chroma), _target.HasAlpha ? At(luma) : default,
            _target.HasAlpha ? At(chroma) : default);

        Plane Planes(int width, int height) => new(null, PlanarImage.Stride(width), width, height);
        Plane At(Plane shape) =>
            new(arena.Take(shape.Stride * shape.Height), shape.Stride, shape.Width, shape.Height);
    }

    private void Reduce(int strip, LayerPlanes.Level* sizes)
    {
        var top = strip * StripRows;
        var bottom = Math.Min(top + StripRows, _source.Height);
        var (left, right) = (0, _source.Width);
        LayerPlanes.Level planes;
        if (_target.HasAlpha || _look is not null)
        {
            planes = sizes[0].Part(0, 0, right, 0, bottom - top);
            Fill(planes, top);
            if (_target.HasAlpha && !FindSeen(planes.A, out left, out right))
            {
                Clear(_target.Planes.Part(_target.Reduction, 0, _source.Width, top, bottom));
                return;
            }

            planes = planes.Part(0, left, right, 0, bottom - top);
            _look?.Apply(planes);
            if (_target.HasAlpha) MultiplyByAlpha(planes);
        }
        else
        {
            planes = _source.Planes.Part(0, left, right, top, bottom);
        }

        for (var level = 1; level < _target.Reduction; level++)
        {
            var half = sizes[level].Part(level, left, right, 0, bottom - top);
            HalveAll(planes, half);
            planes = half;
        }

        if (right - left < _source.Width)
            Clear(_target.Planes.Part(_target.Reduction, 0, _source.Width, top, bottom));
        HalveAll(planes, _target.Planes.Part(_target.Reduction, left, right, top, bottom));
    }

    private void Fill(in LayerPlanes.Level planes, int top)
    {
        if (_key is not null)
        {
            for (var row = 0; row < planes.U.Height; row++)
                KeyRows.Pair(_source, (top / 2) + row, planes, row, _key.Terms);
            return;
        }

        var from = _source.Planes.Part(0, 0, _source.Width, top, top + planes.Y.Height);
        from.Y.CopyTo(planes.Y);
        from.U.CopyTo(planes.U);
        from.V.CopyTo(planes.V);
        if (_source.HasAlpha) from.A.CopyTo(planes.A);
    }

    /// <summary>
    /// The columns outside of which nothing shows, and one more at least, so that no neighbour is missed; widened to
    /// whole samples of the reduced chroma. False for none.
    /// </summary>
    private bool FindSeen(Plane alpha, out int left, out int right)
    {
        var ink = LayerPlanes.InkOf(alpha);
        left = Math.Max(0, ink.X - 2) & -StripRows;
        right = Math.Min(_source.Width, (ink.Right + 2 + StripRows - 1) & -StripRows);
        return !ink.IsEmpty;
    }

    private static void MultiplyByAlpha(in LayerPlanes.Level planes)
    {
        Premultiply.ReduceAlpha(planes.A, planes.AChroma);
        Premultiply.Plane(planes.Y, planes.A, planes.Y);
        Premultiply.Plane(planes.U, planes.AChroma, planes.U);
        Premultiply.Plane(planes.V, planes.AChroma, planes.V);
    }

    private static void HalveAll(in LayerPlanes.Level from, in LayerPlanes.Level to)
    {
        Halve.Plane(from.Y, to.Y);
        Halve.Plane(from.U, to.U);
        Halve.Plane(from.V, to.V);
        if (from.A.IsEmpty) return;
        Halve.Plane(from.A, to.A);
        Halve.Plane(from.AChroma, to.AChroma);
    }

    private static void Clear(in LayerPlanes.Level planes)
    {
        planes.Y.Fill(0);
        planes.U.Fill(0);
        planes.V.Fill(0);
        planes.A.Fill(0);
        planes.AChroma.Fill(0);
    }
}
