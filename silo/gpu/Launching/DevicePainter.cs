using Framemill.Gpu.Launching;
using Framemill.Pixels;
using Framemill.Pixels.Kernels;
using Framemill.Pixels.Painting;

namespace Framemill.Gpu;

/// <summary>
/// Lays one layer over a frame on the card: the form of <see cref="LayerPainter"/> there, with the same bytes.
/// </summary>
/// <param name="stream">Where it paints.</param>
/// <param name="transfer">Brings masks over that only the host can draw.</param>
public sealed class DevicePainter(GpuStream stream, FrameTransfer transfer)
{
    private readonly NativeArena _arena = new();

    private GpuStream Stream => stream;

    /// <param name="target">Opaque, or a group (alpha premultiplied).</param>
    /// <param name="source">Anything but the target itself.</param>
    /// <param name="map">From target positions to source positions.</param>
    /// <param name="targetArea">Nothing is painted outside.</param>
    /// <param name="opacity">0 invisible to 256 as it is.</param>
    /// <param name="mask">Further weights, in target pixels.</param>
    /// <param name="window">The part of the source that is shown; all when null.</param>
    public void Paint(
        DeviceFrame target,
        DeviceFrame source,
        in AffineMap map,
        PixelRect targetArea,
        int opacity = LayerPainter.OpacityFull,
        IRowMask? mask = null,
        SourceWindow? window = null)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(source);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)opacity, (uint)LayerPainter.OpacityFull, nameof(opacity));
        if (source == target) throw new ArgumentException("A frame cannot be painted onto itself.", nameof(source));
        if (target.Alpha == AlphaForm.Straight)
            throw new ArgumentException("Layers are gathered on an opaque frame or a group.", nameof(target));
        var shown = window ?? new SourceWindow(0, 0, source.Width, source.Height);
        var seen = LayerBounds.Of(map, shown).Intersect(targetArea).Intersect(target.Bounds);
        if (opacity == 0 || seen.IsEmpty) return;
        var coverage = new LayerCoverage(map, shown);
        using var layers = DeviceLayers.Of(stream, source, LayerBounds.Level(map));
        var maps = Maps(map, LayerBounds.Level(map));
        if (mask is null && opacity == LayerPainter.OpacityFull && IsFull(map, coverage, seen, target))
        {
            Paint(new(target, layers, maps, target.Bounds, target.Bounds, default, default), source.Alpha);
            return;
        }

        var area = Around(seen, target);
        using var weights = stream.Device.Pool.RentPlane(stream, area.Width, area.Height);
        using var chromaWeights = stream.Device.Pool.RentPlane(
            stream, Sizes.Half(area.Width), Sizes.Half(area.Height));
        FillCoverage(map, coverage, seen, area, opacity, weights.Plane);
        if (mask is not null) DeviceMasks.Multiply(stream, mask, weights.Plane, area.X, area.Y, transfer);
        DevicePlanes.ReduceAlpha(stream, weights.Plane, chromaWeights.Plane);
        var touched = source.Alpha == AlphaForm.Premultiplied ? Touched(coverage, map.IsAxisAligned, seen) : seen;
        Paint(new(target, layers, maps, area, touched, weights.Plane, chromaWeights.Plane), source.Alpha);
    }

    private static (PlaneMap Luma, PlaneMap Chroma) Maps(in AffineMap map, int level) =>
        (PlaneMap.Luma(map, level), PlaneMap.Chroma(map, level));

    // Even, so that chroma lies under it, and a column wider than what is seen, where the target goes on: there the
    // weight is zero, and so is what repeats it.
    private static PixelRect Around(PixelRect seen, DeviceFrame target)
    {
        var x = Math.Max(0, seen.X - 1) & -2;
        var y = seen.Y & -2;
        var right = Math.Min(target.Width, (seen.Right + 2) & -2);
        var bottom = Math.Min(target.Height, (seen.Bottom + 1) & -2);
        return new(x, y, right - x, bottom - y);
    }

    // What the CPU paints: without the columns at both sides that nothing covers. It is empty where none is covered.
    private PixelRect Touched(LayerCoverage coverage, bool isUpright, PixelRect seen)
    {
        _arena.Reset();
        return new LayerWeights(coverage, isUpright, seen, LayerPainter.OpacityFull, null, _arena).Area;
    }

    // Coverage falls off to both sides: where both ends are full, so is all between.
    private static bool IsFull(in AffineMap map, LayerCoverage coverage, PixelRect seen, DeviceFrame target)
    {
        const int Full = 1 << 16;
        return map.IsAxisAligned && seen == target.Bounds
            && coverage.Column(0) == Full && coverage.Column(target.Width - 1) == Full
            && coverage.Row(0) == Full && coverage.Row(target.Height - 1) == Full;
    }

    private void FillCoverage(
        in AffineMap map, LayerCoverage coverage, PixelRect seen, PixelRect area, int opacity, DevicePlane weights)
    {
        var terms = coverage.Terms;
        stream.Launch(
            "LayerCoverage_Fill",
            Sizes.Groups(area.Width, 4),
            area.Height,
            new CoverageArguments(
                weights,
                new(map.Xx, map.Xy, map.X0 - terms.Left, map.Yx, map.Yy, map.Y0 - terms.Top),
                terms.Width,
                terms.Height,
                terms.StepX,
                terms.StepY,
                area.X,
                area.Y,
                seen.X,
                seen.Y,
                seen.Right,
                seen.Bottom,
                opacity,
                map.IsAxisAligned ? 1 : 0));
    }

    private void Paint(in Painting painting, AlphaForm alphaForm)
    {
        var (target, layers, luma, chroma) = (painting.Target, painting.Layers, painting.Luma, painting.Chroma);
        if (alphaForm == AlphaForm.None)
        {
            PaintOpaque(luma, layers.Y, target.Y);
            PaintOpaque(chroma, layers.U, target.U);
            PaintOpaque(chroma, layers.V, target.V);
            if (target.HasAlpha) CoverAlpha(luma, target.A);
            return;
        }

        // Only a group may hold colour where its alpha has been rounded away.
        var isGroup = alphaForm == AlphaForm.Premultiplied;
        using (var alpha = new LayerAlpha(this, luma, layers.A, isGroup))
        {
            PaintTransparent(luma, layers.Y, target.Y, alpha);
            if (target.HasAlpha) DeviceBlend.Over(stream, luma.Part(target.A), alpha.Plane, alpha.Plane);
        }

        using var chromaAlpha = new LayerAlpha(this, chroma, layers.AChroma, isGroup);
        PaintTransparent(chroma, layers.U, target.U, chromaAlpha);
        PaintTransparent(chroma, layers.V, target.V, chromaAlpha);
    }

    private void PaintOpaque(in Place place, DevicePlane source, DevicePlane target)
    {
        var part = place.Part(target);
        if (place.Weights.IsEmpty)
        {
            DeviceSampler.Sample(stream, source, place.Map, place.X, place.Y, part);
            return;
        }

        using var colour = Sample(place, source);
        DeviceBlend.Mix(stream, part, colour.Plane, place.Weights);
    }

    private void PaintTransparent(in Place place, DevicePlane source, DevicePlane target, LayerAlpha alpha)
    {
        using var colour = Sample(place, source);
        if (!place.Weights.IsEmpty) DeviceBlend.Multiply(stream, colour.Plane, place.Weights, colour.Plane);
        DeviceBlend.Over(stream, place.Part(target), colour.Plane, alpha.Plane, alpha.Rows);
    }

    private void CoverAlpha(in Place place, DevicePlane target)
    {
        var part = place.Part(target);
        if (place.Weights.IsEmpty) DevicePlanes.Fill(stream, part, 255);
        else DeviceBlend.Over(stream, part, place.Weights, place.Weights);
    }

    private DeviceScratch Sample(in Place place, DevicePlane source)
    {
        var scratch = stream.Device.Pool.RentPlane(stream, place.Width, place.Height);
        DeviceSampler.Sample(stream, source, place.Map, place.X, place.Y, scratch.Plane);
        return scratch;
    }

    /// <summary>The layer's alpha as it counts here, and, of a group, in which rows there is any.</summary>
    private sealed class LayerAlpha : IDisposable
    {
        private readonly DeviceScratch _alpha;
        private readonly DeviceScratch? _rows;

        public LayerAlpha(DevicePainter painter, in Place place, DevicePlane source, bool isGroup)
        {
            _alpha = painter.Sample(place, source);
            if (isGroup && place.TouchedWidth > 0)
            {
                _rows = painter.Stream.Device.Pool.RentPlane(painter.Stream, place.Height, 1);
                DeviceBlend.FindRows(
                    painter.Stream,
                    _alpha.Plane.Slice(place.TouchedX, 0, place.TouchedWidth, place.Height),
                    _rows.Plane);
            }

            if (!place.Weights.IsEmpty)
                DeviceBlend.Multiply(painter.Stream, _alpha.Plane, place.Weights, _alpha.Plane);
        }

        public DevicePlane Plane => _alpha.Plane;

        public DevicePlane Rows => _rows?.Plane ?? default;

        public void Dispose()
        {
            _alpha.Dispose();
            _rows?.Dispose();
        }
    }

    /// <summary>One layer on its way: where it goes at luma's and at chroma's resolution.</summary>
    private readonly struct Painting
    {
        public Painting(
            DeviceFrame target,
            DeviceLayers layers,
            (PlaneMap Luma, PlaneMap Chroma) maps,
            PixelRect area,
            PixelRect touched,
            DevicePlane weights,
            DevicePlane chromaWeights)
        {
            Target = target;
            Layers = layers;
            Luma = new(maps.Luma, weights, area.X, area.Y, area.Width, area.Height)
            {
                TouchedX = touched.X - area.X, TouchedWidth = touched.Width,
            };
            var chromaStart = touched.X >> 1;
            var chromaCount = Math.Min(target.U.Width, (touched.Right >> 1) + 1) - chromaStart;
            Chroma = new(
                maps.Chroma, chromaWeights, area.X / 2, area.Y / 2, Sizes.Half(area.Width), Sizes.Half(area.Height))
            {
                TouchedX = chromaStart - (area.X / 2), TouchedWidth = touched.IsEmpty ? 0 : chromaCount,
            };
        }

        public DeviceFrame Target { get; }

        public DeviceLayers Layers { get; }

        public Place Luma { get; }

        public Place Chroma { get; }
    }

    /// <summary>The samples of a target plane that are painted. Without weights each counts in full.</summary>
    private readonly record struct Place(PlaneMap Map, DevicePlane Weights, int X, int Y, int Width, int Height)
    {
        /// <summary>The columns in which the CPU looks for alpha, counted from <see cref="X"/>.</summary>
        public int TouchedX { get; init; }

        public int TouchedWidth { get; init; }

        public DevicePlane Part(DevicePlane plane) => plane.Slice(X, Y, Width, Height);
    }
}
