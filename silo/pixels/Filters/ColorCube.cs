using Framemill.Pixels.Kernels;

namespace Framemill.Pixels;

/// <summary>
/// Any change of colours, pixel by pixel: a function from colour to colour, sampled once into a grid over Y, U and V.
/// </summary>
public sealed class ColorCube
{
    private const int Values = ColorCubeRow.Points * ColorCubeRow.Points * ColorCubeRow.Points * ColorCubeRow.Lanes;

    private readonly short[] _points = GC.AllocateArray<short>(Values + ColorCubeRow.Behind, pinned: true);

    /// <param name="change">From and to RGB, 0 to 1.</param>
    /// <param name="strength">0 leaves all as it is, 1 is the whole change.</param>
    public ColorCube(Func<(double Red, double Green, double Blue), (double Red, double Green, double Blue)> change,
        double strength = 1)
    {
        ArgumentNullException.ThrowIfNull(change);
        var points = _points.AsSpan();
        for (var v = 0; v < ColorCubeRow.Points; v++)
        {
            for (var u = 0; u < ColorCubeRow.Points; u++)
            {
                for (var y = 0; y < ColorCubeRow.Points; y++)
                {
                    Write(points, Changed(change, strength, 8 * y, 8 * u, 8 * v));
                    points = points[ColorCubeRow.Lanes..];
                }
            }
        }
    }

    internal ReadOnlyMemory<short> Points => _points.AsMemory(0, Values);

    /// <summary>Changes planes in place: those of a picture, or of a part of one.</summary>
    internal void Apply(in LayerPlanes.Level planes) =>
        CubeRows.Pairs(_points, planes, planes, 0, planes.U.Height);

    /// <summary>Writes the changed picture; source and target may be the same. Alpha is copied.</summary>
    public void Apply(PlanarImage source, PlanarImage target, RowBands? bands = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(target);
        if (source.Alpha != target.Alpha || source.Alpha == AlphaForm.Premultiplied)
            throw new ArgumentException("Colour is changed on opaque or straight pictures alike.", nameof(target));
        ArgumentOutOfRangeException.ThrowIfNotEqual(target.Width, source.Width, nameof(target));
        ArgumentOutOfRangeException.ThrowIfNotEqual(target.Height, source.Height, nameof(target));
        var job = CubeJob.OfThisThread();
        job.Begin(_points, source, target);
        if (bands is null) job.Run(0, source.U.Height);
        else bands.Run(job, source.U.Height);
        job.End();
        if (source.HasAlpha && !ReferenceEquals(source, target)) source.A.CopyTo(target.A);
        target.MarkChanged();
    }

    /// <summary>
    /// Colours that no RGB has lie in the grid too: they keep their distance from the nearest one that RGB has, so that
    /// the way from one point to the next stays straight.
    /// </summary>
    private static (double Y, double U, double V) Changed(
        Func<(double, double, double), (double Red, double Green, double Blue)> change, double strength,
        int y, int u, int v)
    {
        var (red, green, blue) = ToRgb(y, u, v);
        var inside = (Clamp(red), Clamp(green), Clamp(blue));
        var to = change(inside);
        return ToYuv(
            red + (strength * (to.Red - inside.Item1)),
            green + (strength * (to.Green - inside.Item2)),
            blue + (strength * (to.Blue - inside.Item3)));
    }

    private static double Clamp(double value) => Math.Clamp(value, 0, 1);

    // BT.709, limited range.
    private static (double Red, double Green, double Blue) ToRgb(double y, double u, double v)
    {
        var (grey, blue, red) = ((y - 16) / 219, (u - 128) / 224, (v - 128) / 224);
        return (grey + (1.5748 * red), grey - (0.18732 * blue) - (0.46812 * red), grey + (1.8556 * blue));
    }

    private static (double Y, double U, double V) ToYuv(double red, double green, double blue)
    {
        var grey = (0.2126 * red) + (0.7152 * green) + (0.0722 * blue);
        return (16 + (219 * grey), 128 + (224 * (blue - grey) / 1.8556), 128 + (224 * (red - grey) / 1.5748));
    }

    private static void Write(Span<short> point, (double Y, double U, double V) colour)
    {
        point[0] = Value(colour.Y);
        point[1] = Value(colour.U);
        point[2] = Value(colour.V);
        point[3] = 0;
    }

    /// <summary>The largest is what still rounds to a byte; the last point stands for 256.</summary>
    private static short Value(double code)
    {
        const double One = 1 << ColorCubeRow.ValueBits;
        return (short)Math.Clamp(Math.Round(code * One), 0, Math.Floor(255.49 * One));
    }

    private sealed class CubeJob : IBandJob
    {
        [ThreadStatic]
        private static CubeJob? s_ofThisThread;

        private short[] _points = [];
        private LayerPlanes.Level _source;
        private LayerPlanes.Level _target;

        public static CubeJob OfThisThread() => s_ofThisThread ??= new();

        public void Begin(short[] points, PlanarImage source, PlanarImage target) =>
            (_points, _source, _target) = (points, source.Planes, target.Planes);

        /// <summary>Holds no picture any longer.</summary>
        public void End() => (_points, _source, _target) = ([], default, default);

        public void Run(int first, int end) => CubeRows.Pairs(_points, _source, _target, first, end);
    }
}
