using Framemill.Pixels;

namespace Framemill.Benchmarks.Micro;

/// <summary>
/// The paints a film is made of, on one thread, each with the bytes it cannot do without (what it reads of the source,
/// what it reads of the target where it blends, and what it writes) and with what bounds it besides.
/// </summary>
public sealed class PaintCases : IDisposable
{
    private const string Memory = "memory";
    private readonly int _width;
    private readonly int _height;
    private readonly PixelPool _pool = new();
    private readonly PlanarImage _target;
    private readonly PlanarImage _other;
    private readonly PlanarImage _frame;
    private readonly PlanarImage _photo;
    private readonly PlanarImage _ready;
    private readonly PlanarImage _title;
    private readonly PlanarImage _group;
    private readonly PlanarImage _waves;
    private readonly PlanarImage _keyed;
    private readonly ColorCube _cube = new(colour => (colour.Blue, colour.Green * 0.9, colour.Red));
    private readonly ChromaKeyer _keyer = new(0, 177, 64, 90, 40);
    private readonly LinearMask _wipe;
    private readonly CircleMask _iris;
    private readonly ClockMask _clock;
    private readonly PlaneMask _matte;
    private readonly byte[] _packed;
    private readonly byte[] _copy;
    private readonly byte[] _bgra;

    /// <summary>1080p, of which a frame fits the cache of most machines; 4K does not.</summary>
    public PaintCases(int width = 1920, int height = 1080)
    {
        (_width, _height) = (width, height);
        _bgra = new byte[width * height * 4];
        _target = Noise(width, height, hasAlpha: false);
        _other = Noise(width, height, hasAlpha: false);
        _frame = Noise(width, height, hasAlpha: false);
        _photo = Noise(width * 25 / 12, height * 25 / 9, hasAlpha: false); // 12 megapixels for 1080p.
        _title = Noise(width, height, hasAlpha: true);
        _group = PlanarImage.AllocateGroup(_pool, width, height);
        _waves = Waves();
        _keyed = Noise(width, height, hasAlpha: true);
        _wipe = new(_target.Bounds, 0, 0.5, 200);
        _iris = CircleMask.Iris(_target.Bounds, 0.5);
        _clock = new(_target.Bounds, 0.6);
        _matte = PlaneMask.FromLuma(_waves);
        _ready = Scale.Ready(_photo, _pool, width * 1.3 / _photo.Width);
        _packed = new byte[PixelConvert.PackedBytes(width, height, hasAlpha: false)];
        _copy = new byte[_packed.Length];
        DrawDiscs(_bgra);
        var frame = _packed.Length;
        var alpha = frame + (_width * _height);
        var photo = (long)_photo.Width * _photo.Height * 3 / 2;
        var ready = (long)_ready.Width * _ready.Height * 3 / 2;
        All =
        [
            .. Layers(frame, alpha), .. Sampled(frame, alpha, photo, ready), .. Filters(frame, alpha),
            .. Conversions(frame, alpha),
        ];
    }

    private IEnumerable<PaintCase> Layers(long frame, long alpha) =>
    [
        new("memcpy of a frame", 2 * frame, () => _packed.CopyTo(_copy.AsSpan()), Memory),
        new("copy 1:1", 2 * frame, () => Paint(_frame, AffineMap.Identity), Memory),
        new("cross-fade 1:1", 3 * frame, () => Paint(_frame, AffineMap.Identity, 100), "2 products, 1 division by 255"),
        new("wipe, soft edge", 3 * frame, () => Paint(_frame, AffineMap.Identity, 256, _wipe), "as a cross-fade"),
        new("iris wipe", 3 * frame, () => Paint(_frame, AffineMap.Identity, 256, _iris), "as a cross-fade"),
        new("clock wipe", 3 * frame, () => Paint(_frame, AffineMap.Identity, 256, _clock), "as a cross-fade"),
        new(
            "luma matte", 3 * frame + (frame * 2 / 3),
            () => Paint(_frame, AffineMap.Identity, 256, _matte), "a cross-fade and a table look-up a pixel"),
        new("title with alpha 1:1", 2 * frame + alpha, () => Paint(_title, AffineMap.Identity), Memory),
        new("premultiply a title", 2 * frame + (2 * alpha), Premultiply, "1 product, 1 division by 255"),
    ];

    private IEnumerable<PaintCase> Sampled(long frame, long alpha, long photo, long ready)
    {
        const string Linear = "3 products, 2 roundings a byte";
        const string Filtered = "4 to 10 products a byte";
        return
        [
            new("pan by a fraction", 2 * frame, () => Paint(_frame, AffineMap.Translation(0.3, 0.6)), Linear),
            new("zoom in 1.2", 2 * frame, () => Paint(_frame, Zoom(_frame, 1.2)), Linear),
            new("photo 12 MP to the frame", frame + photo, () => Paint(_photo, ToFrame(_photo)), Filtered),
            new("photo made ready, 1.3:1", frame + ready, () => Paint(_ready, ToFrame(_ready)), Filtered),
            new("picture in picture 3:1", frame * 2 / 9 + frame, () => Paint(_frame, Inset), Filtered),
            new("title with alpha, zoomed", 2 * frame + alpha, () => Paint(_title, Zoom(_title, 1.1)), Linear),
            new("turned by 5 degrees", 2 * frame, () => Paint(_frame, Turn(5)), "4 loads of single bytes, 6 products"),
        ];
    }

    private IEnumerable<PaintCase> Filters(long frame, long alpha) =>
    [
        new("blur, sigma 2", 2 * frame, () => Blur.Apply(_frame, _other, 2), "26 products a luma, 14 a chroma byte"),
        new("blur, sigma 13", 2 * frame, () => Blur.Apply(_frame, _other, 13), "of a copy reduced 4:1; memory"),
        new("blur, sigma 20", 2 * frame, () => Blur.Apply(_frame, _other, 20), "of a copy reduced 8:1; memory"),
        new("colour look", 2 * frame, () => ColorLook.Boost.Apply(_frame, _other), "1 product a byte"),
        new(
            "colour table (.cube)", 2 * frame, () => _cube.Apply(_waves, _other),
            "8 loads of 16 bytes, 14 vector products a block"),
        new(
            "colour table, noise", 2 * frame, () => _cube.Apply(_frame, _other),
            "4 loads and 8 products for each cell of a block"),
        new("chroma key", 2 * frame + alpha, () => _keyer.Apply(_waves, _keyed), "14 products and a root a pixel"),
    ];

    private IEnumerable<PaintCase> Conversions(long frame, long alpha) =>
    [
        new("checksum", frame, () => FrameChecksum.Of(_frame), "1 product of 64 bits for 16 bytes"),
        new("from BGRA, premultiplied", _bgra.Length + frame + alpha, ReadBgra, "9 products, 3 divisions a pixel"),
        new("from RGBA, straight", _bgra.Length + frame + alpha, ReadRgba, "13 products, 3 divisions a pixel"),
        new("from RGB", (_bgra.Length * 3L / 4) + frame, ReadRgb, "5 products a pixel"),
        new("from rawvideo", 2 * frame, () => PixelConvert.FromPacked(_packed, _other), Memory),
        new("to rawvideo", 2 * frame, () => PixelConvert.ToPacked(_other, _packed), Memory),
    ];

    /// <summary>Each case with the fewest bytes it has to move.</summary>
    public IReadOnlyList<PaintCase> All { get; }

    public void Dispose()
    {
        PlanarImage[] all = [_target, _other, _frame, _photo, _ready, _title, _group, _waves, _keyed];
        foreach (var image in all) image.Dispose();
        _pool.Dispose();
    }

    private void Paint(PlanarImage source, in AffineMap map, int opacity = 256, IRowMask? mask = null) =>
        LayerPainter.Paint(_target, source, map, _target.Bounds, opacity, mask);

    private AffineMap Inset => AffineMap.Fit(_width, _height, 50.5, 40.2, _width / 3, _height / 3);

    private void ReadBgra() => PixelConvert.FromPremultipliedBgra(_bgra, _width * 4, _title);

    private void ReadRgba() => PixelConvert.FromRgba(_bgra, _width * 4, _title);

    private void ReadRgb() => PixelConvert.FromRgb24(_bgra, _width * 3, _other);

    private void Premultiply()
    {
        _title.MarkChanged();
        LayerPainter.Paint(_target, _title, AffineMap.Identity, new(0, 0, 2, 2));
    }

    private AffineMap ToFrame(PlanarImage source) => Zoom(source, _width / (double)source.Width);

    private AffineMap Zoom(PlanarImage source, double scale)
    {
        var (width, height) = (source.Width * scale, source.Height * scale);
        return AffineMap.Fit(
            source.Width, source.Height, (_width - width) / 2, (_height - height) / 2, width, height);
    }

    private AffineMap Turn(double degrees)
    {
        var placement = AffineTransform.Identity.Translate(-_width / 2.0, -_height / 2.0).Rotate(degrees).Scale(1.2)
            .Translate(_width / 2.0, _height / 2.0);
        return AffineMap.TryFromPlacement(placement, out var map) ? map : throw new InvalidOperationException();
    }

    // Like a title: opaque here, transparent there, soft rims between.
    private void DrawDiscs(byte[] bgra)
    {
        for (var i = 0; i < _width * _height; i++)
        {
            var (x, y) = ((i % _width % 200) - 100, (i / _width % 200) - 100);
            var alpha = (byte)Math.Clamp((80 - Math.Sqrt((x * x) + (y * y))) * 60, 0, 255);
            (bgra[4 * i], bgra[(4 * i) + 1], bgra[(4 * i) + 2], bgra[(4 * i) + 3]) =
                ((byte)(alpha / 2), (byte)(alpha * 3 / 4), alpha, alpha);
        }
    }

    /// <summary>Soft shapes with a little grain, as a camera sees them: noise alone would be no colour twice.</summary>
    private PlanarImage Waves()
    {
        var image = PlanarImage.Allocate(_pool, _width, _height, hasAlpha: false);
        var random = new Random(7);
        var planes = new[] { image.Y, image.U, image.V };
        for (var p = 0; p < planes.Length; p++)
        {
            for (var y = 0; y < planes[p].Height; y++)
            {
                var row = planes[p].Row(y);
                for (var x = 0; x < row.Length; x++)
                {
                    var wave = Math.Sin((x * 0.02) + p) + Math.Cos((y * 0.013) + (x * 0.004 * p));
                    row[x] = (byte)(128 + (40 * wave) + random.Next(-2, 3));
                }
            }
        }

        return image;
    }

    private PlanarImage Noise(int width, int height, bool hasAlpha)
    {
        var image = PlanarImage.Allocate(_pool, width, height, hasAlpha);
        var random = new Random(width);
        foreach (var plane in new[] { image.Y, image.U, image.V, image.A })
        {
            for (var y = 0; y < plane.Height; y++) random.NextBytes(plane.Row(y));
        }

        return image;
    }
}

/// <param name="Name">What is painted.</param>
/// <param name="Bytes">The fewest bytes that have to be read and written.</param>
/// <param name="Run">Paints it once.</param>
/// <param name="Floor">What bounds it: memory, or this arithmetic for each byte or pixel.</param>
public sealed record PaintCase(string Name, long Bytes, Action Run, string Floor)
{
    public override string ToString() => Name;
}
