using Framemill.Media.Composition;
using Framemill.Media.Composition.Filters;
using Framemill.Media.Edits;
using Framemill.Media.Encoders.X264;
using Framemill.Media.Frames;
using Framemill.Media.Timelines;
using Framemill.Pixels;
using Xunit;

namespace Framemill.Tests.Media.Composition;

/// <summary>
/// What a frame costs besides its pixels: memory that is taken for it, and bytes that are copied on its way to the
/// encoder. Exact on every machine.
/// </summary>
public sealed class FrameCostTests : IDisposable
{
    private const int Warm = 10, Counted = 20, Rounds = 3;
    private static readonly FrameSize Frame = new(640, 360);
    private readonly PixelPool _pool = new();
    private readonly Dictionary<string, PlanarImage> _pictures = [];

    public FrameCostTests()
    {
        _pictures["still0"] = TestPicture.Grid(_pool, new(1000, 667));
        _pictures["still1"] = TestPicture.Grid(_pool, new(1000, 667));
        _pictures["clip"] = TestPicture.Grid(_pool, new(160, 90));
        _pictures["caption"] = TestPicture.Solid(_pool, new(300, 40), new(255, 255, 255, 200));
        _pictures["figure"] = TestPicture.Solid(_pool, Frame, new(0, 177, 64));
    }

    public void Dispose()
    {
        foreach (var picture in _pictures.Values) picture.Release();
        Assert.Equal(0, _pool.RentedBytes);
        _pool.Dispose();
    }

    /// <summary>Stills that move and fade, a small clip, a caption: no frame like the one before.</summary>
    [Fact]
    public async Task Compose_OfMovingStills_TakesNoMemoryButThePicturesOwnObject()
    {
        var film = new FilmBuilder(Frame)
            .With(PaintedLayers.Image("still0"), 0, 4, Moving)
            .With(PaintedLayers.Image("still1"), 0, 4, clip => Moving(clip) with { Opacity = Ramp(0, 1) })
            .With(PaintedLayers.Image("clip"), 0, 4, clip => clip with
            {
                Width = 160, Height = 90, Position = Position.BottomRight,
            })
            .With(PaintedLayers.Image("caption"), 0, 4, clip => clip with
            {
                Fit = Fit.None, Position = Position.Bottom,
            })
            .Build();
        Assert.Equal(BytesOfAPicture(), await BytesPerFrameAsync(film));
    }

    [Fact]
    public void Filters_OfAKeyedFigure_TakeNoMemoryButTheirPictures()
    {
        var cube = new ColorCube(colour => (colour.Red * 0.9, colour.Green, colour.Blue));
        var filter = FilterCatalogue.OfMoving(
            Filter.Blur, new() { Color = new(0, 177, 64), Threshold = 90, Halo = 40 }, cube, _pool, null)!;
        var source = _pictures["figure"];
        for (var i = 0; i < Warm; i++) filter.Apply(source).Release();
        var own = BytesOfAPicture();
        var (allocations, least) = (_pool.Allocations, long.MaxValue);
        for (var round = 0; round < Rounds; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < Counted; i++) filter.Apply(source).Release();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.Equal(2 * own * Counted, least); // The reduced picture before and after the blur.
        Assert.Equal(allocations, _pool.Allocations);
    }

    /// <summary>
    /// From the composer through the store into the encoder goes one and the same picture: the planes that were painted
    /// are those that libx264 is pointed to, and meanwhile no memory is taken that a copy could lie in.
    /// </summary>
    [Fact]
    public async Task Frames_FromComposerToEncoder_AreNotCopied()
    {
        var film = new FilmBuilder(Frame).With(PaintedLayers.Image("still0"), 0, 4, Moving).Build();
        var store = new FrameStore(laneFramesMax: 4);
        var lane = store.OpenLane();
        using var encoder = new X264Encoder(
            new() { Width = Frame.Width, Height = Frame.Height, Rate = film.Rate, Quality = Quality.Medium }, 8 << 20);
        await using var renderer = Layers().Open(film);
        var copied = 0L;
        await renderer.RenderAsync(0, Warm + Counted, async (number, image, cancellationToken) =>
        {
            var (rents, managed) = (_pool.Rents, GC.GetAllocatedBytesForCurrentThread());
            var handle = await lane.PutAsync(image, cancellationToken);
            var place = PlaneOf(image);
            image.Release();
            using (var held = store.Hold(handle)!)
            {
                Assert.Equal(place, PlaneOf(held));
                encoder.Add(held);
            }

            store.Release(handle);
            Assert.Equal(rents, _pool.Rents);
            // The encoder's output grows now and then; a frame is 345,600 bytes.
            if (number >= Warm) copied += GC.GetAllocatedBytesForCurrentThread() - managed;
        }, TestContext.Current.CancellationToken);
        Assert.InRange(copied / Counted, 0, Frame.Width * Frame.Height / 100);
    }

    private static unsafe nint PlaneOf(PlanarImage image) => (nint)image.Y.Data;

    /// <summary>What each picture holds of managed memory: its planes lie elsewhere, and are taken again.</summary>
    private long BytesOfAPicture()
    {
        var least = long.MaxValue;
        for (var round = 0; round <= Rounds; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            PlanarImage.Allocate(_pool, 64, 64, hasAlpha: false).Release();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }

    private async Task<long> BytesPerFrameAsync(Film film)
    {
        await using var renderer = Layers().Open(film);
        await renderer.RenderAsync(0, Warm, Drop, TestContext.Current.CancellationToken);
        var allocations = _pool.Allocations;
        // Now and then a thread that waits for another takes something to wait on: the lowest of each is the frames'.
        var (few, twice) = (long.MaxValue, long.MaxValue);
        for (var round = 0; round < Rounds; round++)
        {
            few = Math.Min(few, await BytesAsync(renderer, Warm, Counted));
            twice = Math.Min(twice, await BytesAsync(renderer, Warm + Counted, 2 * Counted));
        }

        Assert.Equal(Warm + (Rounds * 3 * Counted), renderer.FramesComposed);
        Assert.Equal(allocations, _pool.Allocations);
        // What a run of frames costs once, however many they are, stands in both.
        return Math.DivRem(twice - few, Counted) is (var bytes, 0) ? bytes : -1;
    }

    private static async Task<long> BytesAsync(FilmRenderer renderer, int first, int count)
    {
        var thread = Environment.CurrentManagedThreadId;
        var before = GC.GetAllocatedBytesForCurrentThread();
        await renderer.RenderAsync(first, count, Drop, TestContext.Current.CancellationToken);
        var bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.Equal(thread, Environment.CurrentManagedThreadId); // Nothing was waited for: all of it was counted.
        return bytes;
    }

    private static Clip Moving(Clip clip) => clip with
    {
        Scale = Ramp(1.05, 1.25),
        Offset = new(Ramp(0, 0.02), Ramp(0, -0.03)),
    };

    private static Tweenable Ramp(double from, double to) => new() { Tweens = [new() { From = from, To = to }] };

    private static ValueTask Drop(int frame, PlanarImage image, CancellationToken cancellationToken)
    {
        image.Release();
        return ValueTask.CompletedTask;
    }

    private PaintedLayers Layers() => new(_pool, Frame, (name, _) => _pictures[name].AddReference());
}
