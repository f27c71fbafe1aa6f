using Framemill.Pixels;

namespace Framemill.Benchmarks.Micro;

/// <summary>
/// The paints a film is made of, at 1080p on one thread, each with the bytes it cannot do without: what it reads of the
/// source, what it reads of the target where it blends, and what it writes.
/// </summary>
public sealed class PaintCases : IDisposable
{
    public const int Width = 1920;
    public const int Height = 1080;

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
    private readonly byte[] _packed;
    private readonly byte[] _copy;
    private readonly byte[] _bgra = new byte[Width * Height * 4];

    public PaintCases()
    {
        _target = Noise(Width, Height, hasAlpha: false);
        _other = Noise(Width, Height, hasAlpha: false);
        _frame = Noise(Width, Height, hasAlpha: false);
        _photo = Noise(4000, 3000, hasAlpha: false);
        _ready = Scale.Ready(_photo, _pool, 0.625);
        _title = Noise(Width, Height, hasAlpha: true);
        _group = PlanarImage.AllocateGroup(_pool, Width, Height);
        _waves = Waves();
        _keyed = Noise(Width, Height, hasAlpha: true);
        _wipe = new(_target.Bounds, 0, 0.5, 200);
        _iris = CircleMask.Iris(_target.Bounds, 0.5);
        _clock = new(_target.Bounds, 0.6);
        _packed = new byte[PixelConvert.PackedBytes(Width, Height, hasAlpha: false)];
        _copy = new byte[_packed.Length];
        DrawDiscs(_bgra);
        var frame = _packed.Length;
        var alpha = frame + (Width * Height);
        All =
        [
            new("memcpy of a frame", 2L * frame, () => _packed.CopyTo(_copy.AsSpan())),
            new("copy 1:1", 2L * frame, () => Paint(_frame, AffineMap.Identity)),
            new("cross-fade 1:1", 3L * frame, () => Paint(_frame, AffineMap.Identity, 100)),
            new("wipe, soft edge", 3L * frame, () => Paint(_frame, AffineMap.Identity, 256, _wipe)),
            new("iris wipe", 3L * frame, () => Paint(_frame, AffineMap.Identity, 256, _iris)),
            new("clock wipe", 3L * frame, () => Paint(_frame, AffineMap.Identity, 256, _clock)),
            new("title with alpha 1:1", 2L * frame + alpha, () => Paint(_title, AffineMap.Identity)),
            new("pan by a fraction", 2L * frame, () => Paint(_frame, AffineMap.Translation(0.3, 0.6))),
            new("zoom in 1.2", 2L * frame, () => Paint(_frame, Zoom(_frame, 1.2))),
            new("photo 12 MP, 2.08:1", frame + (4000L * 2250 * 3 / 2), () => Paint(_photo, Zoom(_photo, 1 / 2.0833))),
            new("photo 12 MP, 1.5:1", frame + (2880L * 1620 * 3 / 2), () => Paint(_photo, Zoom(_photo, 1 / 1.5))),
            new("photo made ready, 1.3:1", frame + (2500L * 1404 * 3 / 2), () => Paint(_ready, Zoom(_ready, 1 / 1.3))),
            new("picture in picture 3:1", frame + (frame / 9), () => Paint(_frame, Inset)),
            new("title with alpha, zoomed", 2L * frame + alpha, () => Paint(_title, Zoom(_title, 1.1))),
            new("turned by 5 degrees", 2L * frame, () => Paint(_frame, Turn(5))),
            new("blur, sigma 2", 2L * frame, () => Blur.Apply(_frame, _other, 2)),
            new("blur, sigma 20", 2L * frame, () => Blur.Apply(_frame, _other, 20)),
            new("colour look", 2L * frame, () => ColorLook.Boost.Apply(_frame, _other)),
            new("colour table (.cube)", 2L * frame, () => _cube.Apply(_waves, _other)),
            new("chroma key", frame + alpha, () => _keyer.Apply(_waves, _keyed)),
            new("checksum", frame, () => FrameChecksum.Of(_frame)),
            new("from BGRA, premultiplied", (long)_bgra.Length + alpha, ReadBgra),
            new("from rawvideo", 2L * frame, () => PixelConvert.FromPacked(_packed, _other)),
        ];
    }

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

    private static AffineMap Inset => AffineMap.Fit(Width, Height, 50.5, 40.2, 640, 360);

    private void ReadBgra() => PixelConvert.FromPremultipliedBgra(_bgra, Width * 4, _title);

    private static AffineMap Zoom(PlanarImage source, double scale)
    {
        var (width, height) = (source.Width * scale, source.Height * scale);
        return AffineMap.Fit(source.Width, source.Height, (Width - width) / 2, (Height - height) / 2, width, height);
    }

    private static AffineMap Turn(double degrees)
    {
        var placement = AffineTransform.Identity
            .Translate(-Width / 2.0, -Height / 2.0).Rotate(degrees).Scale(1.2).Translate(Width / 2.0, Height / 2.0);
        return AffineMap.TryFromPlacement(placement, out var map) ? map : throw new InvalidOperationException();
    }

    // Like a title: opaque here, transparent there, soft rims between.
    private static void DrawDiscs(byte[] bgra)
    {
        for (var i = 0; i < Width * Height; i++)
        {
            var (x, y) = ((i % Width % 200) - 100, (i / Width % 200) - 100);
            var alpha = (byte)Math.Clamp((80 - Math.Sqrt((x * x) + (y * y))) * 60, 0, 255);
            (bgra[4 * i], bgra[(4 * i) + 1], bgra[(4 * i) + 2], bgra[(4 * i) + 3]) =
                ((byte)(alpha / 2), (byte)(alpha * 3 / 4), alpha, alpha);
        }
    }

    /// <summary>Soft shapes with a little grain, as a camera sees them: noise alone would be no colour twice.</summary>
    private PlanarImage Waves()
    {
        var image = PlanarImage.Allocate(_pool, Width, Height, hasAlpha: false);
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
public sealed record PaintCase(string Name, long Bytes, Action Run)
{
    public override string ToString() => Name;
}
