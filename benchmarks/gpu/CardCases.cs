using Framemill.Gpu;
using Framemill.Pixels;

namespace Framemill.Benchmarks.Gpu;

/// <summary>
/// The kernels at work on large frames, several sets of them in turn: together they are a multiple of what a card's
/// cache holds, so that memory is measured and not the cache.
/// </summary>
internal sealed class CardCases : IDisposable
{
    private readonly GpuStream _stream;
    private readonly CardSizes _sizes;
    private readonly FrameTransfer _transfer;
    private readonly DevicePainter _painter;
    private readonly DeviceColorCube _cube;
    private readonly Set[] _sets;

    public CardCases(GpuStream stream, CardSizes sizes)
    {
        _stream = stream;
        _sizes = sizes;
        _transfer = new(stream);
        _painter = new(stream, _transfer);
        _cube = new(stream, _transfer, new(colour => (colour.Blue, colour.Red * colour.Red, colour.Green)));
        using var pixels = new PixelPool();
        using var noise = PlanarImage.Allocate(pixels, sizes.Width, sizes.Height, hasAlpha: true);
        Fill(noise);
        _sets = [.. Enumerable.Range(0, sizes.Sets).Select(_ => new Set(stream, _transfer, noise, sizes))];
    }

    public IReadOnlyList<CardCase> All => [.. OnPlanes(), .. OnFrames()];

    private long Luma => (long)_sizes.Width * _sizes.Height;

    private long Quarter => Luma / 4;

    private static ChromaKeyer Green { get; } = new(0, 255, 0, 120, 40);

    public void Dispose()
    {
        foreach (var set in _sets) set.Dispose();
        _cube.Dispose();
        _transfer.Dispose();
    }

    private IEnumerable<CardCase> OnPlanes() =>
    [
        new("copy", 2 * Luma, i => DevicePlanes.Copy(_stream, _sets[i].A.Y, _sets[i].B.Y)),
        new("fill", Luma, i => DevicePlanes.Fill(_stream, _sets[i].B.Y, 7)),
        new("mix by weights", 4 * Luma, i => DeviceBlend.Mix(_stream, _sets[i].B.Y, _sets[i].A.Y, _sets[i].A.A)),
        new("cross-fade", 3 * Luma, i => DeviceBlend.MixEven(_stream, _sets[i].B.Y, _sets[i].A.Y, 100)),
        new("over", 4 * Luma, i => DeviceBlend.Over(_stream, _sets[i].B.Y, _sets[i].A.Y, _sets[i].A.A)),
        new("multiply", 3 * Luma, i => DeviceBlend.Multiply(_stream, _sets[i].A.Y, _sets[i].A.A, _sets[i].B.Y)),
        new("fade", 2 * Luma, i => DeviceBlend.Fade(_stream, _sets[i].A.Y, 100, _sets[i].B.Y)),
        new("halve", Luma + Quarter, i => DevicePlanes.Halve(_stream, _sets[i].A.Y, _sets[i].B.U)),
        new("reduce alpha", Luma + Quarter, i => DevicePlanes.ReduceAlpha(_stream, _sets[i].A.A, _sets[i].B.U)),
    ];

    // Of a frame without alpha: a plane and a half to read, as much to write.
    private IEnumerable<CardCase> OnFrames() =>
    [
        new(
            "colour look, frame with alpha",
            5 * Luma,
            i => DeviceColorLook.Apply(_stream, ColorLook.Boost, _sets[i].A, _sets[i].S)),
        new("colour cube, frame", 3 * Luma, i => _cube.Apply(_stream, _sets[i].B, _sets[i].O), IsBoundByMemory: false),
        new("pan by a fraction, frame", 3 * Luma, PaintInner, IsBoundByMemory: false),
        new("zoom in, frame", 3 * Luma, i => Paint(i, Zoom(1.07)), IsBoundByMemory: false),
        new("reduce 3:1, frame", (3 * Luma / 2) + (Luma / 6), Reduce, IsBoundByMemory: false),
        new("turn by 5 degrees, frame", 3 * Luma, i => Paint(i, Turned()), IsBoundByMemory: false),
        new(
            "chroma key, frame",
            4 * Luma,
            i => DeviceChromaKeyer.Apply(_stream, Green, _sets[i].B, _sets[i].S),
            IsBoundByMemory: false),
        new(
            "blur of 3, frame",
            3 * Luma,
            i => DeviceBlur.Apply(_stream, _sets[i].B, _sets[i].O, 3),
            IsBoundByMemory: false),
        new(
            "RGBA to planes",
            (4 * Luma) + (5 * Luma / 2),
            i => DeviceConvert.FromRgba(_stream, _sets[i].Rgba, _sets[i].S),
            IsBoundByMemory: false),
        new(
            "planes to RGB",
            (3 * Luma / 2) + (3 * Luma),
            i => DeviceConvert.ToRgb24(_stream, _sets[i].B, _sets[i].Rgb),
            IsBoundByMemory: false),
    ];

    private static void Fill(PlanarImage image)
    {
        var random = new Random(1);
        foreach (var plane in (Plane[])[image.Y, image.U, image.V, image.A])
        {
            for (var y = 0; y < plane.Height; y++) random.NextBytes(plane.Row(y));
        }

        image.MarkChanged();
    }

    private void Paint(int set, AffineMap map) =>
        _painter.Paint(_sets[set].O, _sets[set].B, map, _sets[set].O.Bounds);

    // The source is a little larger than what is seen of it: unscaled, and full to the edges.
    private void PaintInner(int set) => _painter.Paint(
        _sets[set].Inner,
        _sets[set].B,
        AffineMap.FromInverse(AffineTransform.Identity.Translate(3.37, 2.11)),
        _sets[set].Inner.Bounds);

    private void Reduce(int set) => _painter.Paint(
        _sets[set].Small,
        _sets[set].B,
        AffineMap.Fit(_sizes.Width, _sizes.Height, 0, 0, _sizes.Width / 3.0, _sizes.Height / 3.0),
        _sets[set].Small.Bounds);

    private AffineMap Zoom(double scale) => AffineMap.Fit(
        _sizes.Width, _sizes.Height, -30.3, -20.7, (_sizes.Width * scale) + 60, (_sizes.Height * scale) + 60);

    // Larger, so that the corners of the frame are covered as well.
    private AffineMap Turned()
    {
        var placed = AffineTransform.Identity.Translate(-_sizes.Width / 2.0, -_sizes.Height / 2.0).Rotate(5).Scale(1.2)
            .Translate(_sizes.Width / 2.0, _sizes.Height / 2.0);
        return AffineMap.TryFromPlacement(placed, out var map) ? map : throw new InvalidOperationException("No map.");
    }

    private sealed class Set : IDisposable
    {
        private readonly DeviceScratch _rgba;
        private readonly DeviceScratch _rgb;

        public Set(GpuStream stream, FrameTransfer transfer, PlanarImage noise, CardSizes sizes)
        {
            var (width, height) = (sizes.Width, sizes.Height);
            var pool = stream.Device.Pool;
            A = pool.Rent(stream, width, height, AlphaForm.Straight);
            S = pool.Rent(stream, width, height, AlphaForm.Straight);
            B = pool.Rent(stream, width, height, AlphaForm.None);
            O = pool.Rent(stream, width, height, AlphaForm.None);
            Inner = pool.Rent(stream, width - 16, height - 16, AlphaForm.None);
            Small = pool.Rent(stream, width / 3, height / 3, AlphaForm.None);
            _rgba = pool.RentPlane(stream, 4 * width, height);
            _rgb = pool.RentPlane(stream, 3 * width, height);
            transfer.Upload(noise, A);
            DevicePlanes.Copy(stream, A.Y, B.Y);
            DevicePlanes.Copy(stream, A.U, B.U);
            DevicePlanes.Copy(stream, A.V, B.V);
            transfer.Upload(Rgba, (y, row) => new Random(y).NextBytes(row));
        }

        public DeviceFrame A { get; }

        public DeviceFrame S { get; }

        public DeviceFrame B { get; }

        public DeviceFrame O { get; }

        public DeviceFrame Inner { get; }

        public DeviceFrame Small { get; }

        public DevicePlane Rgba => _rgba.Plane;

        public DevicePlane Rgb => _rgb.Plane;

        public void Dispose()
        {
            foreach (var frame in (DeviceFrame[])[A, S, B, O, Inner, Small]) frame.Dispose();
            _rgba.Dispose();
            _rgb.Dispose();
        }
    }
}
