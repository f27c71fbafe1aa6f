using Framemill.Pixels.Kernels;

namespace Framemill.Pixels.Painting;

/// <summary>
/// Rows of one source plane as the target wants them. One belongs to one band of rows: it remembers the source rows it
/// has stretched already, for the next target row mostly needs the same ones.
/// </summary>
internal sealed unsafe class PlaneSampler
{
    // Kernels read a little beyond the outermost tap: the copied edge is that wide.
    private const int Edge = 64;

    private readonly int[] _held = new int[AxisTaps.CountMax + 1];
    private Plane _plane;
    private PlaneMap _map;
    private SamplerKind _kind;
    private ColumnTaps _columns;
    private int _start;
    private int _count;
    private short* _ring;
    private int _ringStride;
    private int _slots;
    private byte* _padded;
    private int _offset;

    public void Begin(in SampledPlane sampled, NativeArena arena)
    {
        _plane = sampled.Plane;
        _map = sampled.Map;
        _kind = sampled.Kind;
        _columns = sampled.Columns;
        _start = sampled.Start;
        _count = sampled.Count;
        if (_kind == SamplerKind.Whole)
        {
            _offset = Phase.Round(_map.X0).Index + _start;
        }
        else if (_kind == SamplerKind.Upright)
        {
            _slots = Math.Max(2, AxisTaps.Count(_map.Yy));
            _ringStride = _columns.Padded;
            _ring = (short*)arena.Take(_ringStride * _slots * sizeof(short));
            _padded = arena.Take(_plane.Width + (2 * Edge)) + Edge;
            _held.AsSpan().Fill(int.MinValue);
        }
    }

    /// <summary>
    /// The samples of target row <paramref name="y"/>: either written to <paramref name="target"/>, or, where the
    /// source has them as they are, its own memory.
    /// </summary>
    public byte* Row(int y, byte* target)
    {
        switch (_kind)
        {
            case SamplerKind.Whole:
                return Whole(y, target);
            case SamplerKind.Upright:
                Upright(y, target);
                return target;
            default:
                AffineRow.Row(_plane, _map, y, _start, _count, target);
                return target;
        }
    }

    private byte* Whole(int y, byte* target)
    {
        var row = _plane.RowPointer(Math.Clamp(Phase.Round(_map.Y0).Index + y, 0, _plane.Height - 1));
        if (_offset >= 0 && _offset + _count <= _plane.Width) return row + _offset;
        for (var i = 0; i < _count; i++) target[i] = row[Math.Clamp(_offset + i, 0, _plane.Width - 1)];
        return target;
    }

    private void Upright(int y, byte* target)
    {
        var taps = AxisTaps.Count(_map.Yy);
        var weights = stackalloc short[AxisTaps.CountMax];
        var first = AxisTaps.Compute(_map.Y0 + (_map.Yy * y), _map.Yy, _plane.Height, weights, 1);
        if (taps == 2)
        {
            var upper = Stretched(first);
            var lower = weights[0] == 0 ? upper : Stretched(first + 1);
            CombineRows.Lerp(upper, lower, weights[0], target, _count);
            return;
        }

        var rows = stackalloc short*[AxisTaps.CountMax];
        for (var k = 0; k < taps; k++) rows[k] = Stretched(first + k);
        CombineRows.Filter(rows, weights, taps, target, _count);
    }

    private short* Stretched(int sourceRow)
    {
        var row = Math.Clamp(sourceRow, 0, _plane.Height - 1);
        var slot = row % _slots;
        var target = _ring + ((nint)slot * _ringStride);
        if (_held[slot] == row) return target;
        _held[slot] = row;
        var source = _plane.RowPointer(row);
        if (_columns.FirstMin < 0 || _columns.LastMax >= _plane.Width) source = WithEdges(source);
        if (_columns.Taps == 2) LerpColumns.Row(source, _columns, target);
        else FilterColumns.Row(source, _columns, target);
        return target;
    }

    private byte* WithEdges(byte* row)
    {
        var width = _plane.Width;
        new Span<byte>(_padded - Edge, Edge).Fill(row[0]);
        new ReadOnlySpan<byte>(row, width).CopyTo(new Span<byte>(_padded, width));
        new Span<byte>(_padded + width, Edge).Fill(row[width - 1]);
        return _padded;
    }
}

/// <summary>What all bands share of one plane of a layer.</summary>
internal readonly struct SampledPlane(
    Plane plane, PlaneMap map, SamplerKind kind, ColumnTaps columns, int start, int count)
{
    public Plane Plane => plane;

    public PlaneMap Map => map;

    public SamplerKind Kind => kind;

    /// <summary>Only for <see cref="SamplerKind.Upright"/>.</summary>
    public ColumnTaps Columns => columns;

    /// <summary>First target sample of a row.</summary>
    public int Start => start;

    public int Count => count;
}

/// <summary>How a plane is brought to the target's grid; the cheapest that is right.</summary>
internal enum SamplerKind
{
    /// <summary>Sample by sample, moved by whole samples.</summary>
    Whole = 0,

    /// <summary>Rows stay rows: scaled, flipped or moved by fractions.</summary>
    Upright = 1,

    /// <summary>Turned or skewed.</summary>
    Slanted = 2,
}
