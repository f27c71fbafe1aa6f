using System.Security.Cryptography;
using Framemill.Media.Composition;
using Framemill.Media.Edits;
using Framemill.Media.Timelines;
using Framemill.Pixels;
using Xunit;

namespace Framemill.Tests.Media.Composition;

public sealed class FilmRendererTests : IDisposable
{
    private static readonly FrameSize Frame = new(640, 360);
    private readonly PixelPool _pool = new();

    public void Dispose()
    {
        // Whatever was rented must have come back.
        Assert.Equal(0, _pool.RentedBytes);
        Assert.Equal(0, _pool.Lost);
        _pool.Dispose();
    }

    [Fact]
    public async Task Render_AnySplitInSegments_GivesTheSameFrames()
    {
        var film = BusyFilm();

        var whole = await RenderAsync(film, [(0, film.FrameCount)]);
        var split = await RenderAsync(film, [(0, 7), (7, 1), (8, 30), (38, film.FrameCount - 38)]);
        var backwards = await RenderAsync(film, [(40, film.FrameCount - 40), (20, 20), (0, 20)]);

        Assert.Equal(film.FrameCount, whole.Count);
        Assert.Equal(whole, split);
        Assert.Equal(whole, backwards);
    }

    [Fact]
    public async Task Render_WithMoreThreads_GivesTheSameFrames()
    {
        var film = BusyFilm();
        using var bands = new RowBands(3);

        Assert.Equal(await RenderAsync(film, [(0, 30)]), await RenderAsync(film, [(0, 30)], bands));
    }

    [Fact]
    public async Task Render_EveryFrame_IsDeliveredOnceInOrder()
    {
        var film = BusyFilm();
        var numbers = new List<int>();
        await using var renderer = Layers().Open(film);

        await renderer.RenderAsync(3, 40, (frame, image, _) =>
        {
            numbers.Add(frame);
            image.Release();
            return ValueTask.CompletedTask;
        }, TestContext.Current.CancellationToken);

        Assert.Equal(Enumerable.Range(3, 40), numbers);
    }

    [Fact]
    public async Task Render_NothingMoves_ReusesTheFrame()
    {
        var film = new FilmBuilder(Frame).With(PaintedLayers.Image("grid"), 0, 2).Build();
        await using var renderer = Layers().Open(film);

        await renderer.RenderAsync(0, 50, Drop, TestContext.Current.CancellationToken);

        Assert.Equal(1, renderer.FramesComposed);
        Assert.Equal(49, renderer.FramesReused);
    }

    [Fact]
    public async Task Render_BelowAnOpaqueClip_ReadsNothing()
    {
        var film = new FilmBuilder(Frame)
            .With(PaintedLayers.Image("moving-hidden"), 0, 2)
            .With(PaintedLayers.Image("grid"), 0, 2)
            .Build();
        var layers = Layers();
        await using var renderer = layers.Open(film);

        await renderer.RenderAsync(0, 50, Drop, TestContext.Current.CancellationToken);

        Assert.Equal(1, layers.Reads);
    }

    [Theory]
    [InlineData("white", 640, 360)]
    [InlineData("white", 333, 777)]
    [InlineData("white", 4001, 333)]
    [InlineData("white", 7, 5)]
    public async Task Render_OpaqueClipOverTheFrame_IsBlackNowhere(string name, int width, int height)
    {
        foreach (var fit in new[] { Fit.Crop, Fit.Cover })
        {
            foreach (var effect in Enum.GetValues<EffectKind>())
            {
                var film = new FilmBuilder(Frame, 6).With(PaintedLayers.Image(name), 0, 1, clip => clip with
                {
                    Fit = fit, Effect = new(effect),
                }).Build();
                var layers = new PaintedLayers(_pool, Frame, (_, _) =>
                    TestPicture.Solid(_pool, new(width, height), Rgba.White));
                await using var renderer = layers.Open(film);
                await renderer.RenderAsync(0, film.FrameCount, (_, image, _) =>
                {
                    for (var y = 0; y < image.Height; y++)
                        Assert.False(image.Y.Row(y).ContainsAnyExcept((byte)235), $"{fit} {effect} row {y}");
                    image.Release();
                    return ValueTask.CompletedTask;
                }, TestContext.Current.CancellationToken);
            }
        }
    }

    [Fact]
    public async Task Render_CancelledInBetween_LeavesNothingRented()
    {
        var film = BusyFilm();
        using var stop = new CancellationTokenSource();
        await using var renderer = Layers().Open(film);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            renderer.RenderAsync(0, film.FrameCount, (frame, image, _) =>
        {
            image.Release();
            if (frame == 10) stop.Cancel();
            return ValueTask.CompletedTask;
        }, stop.Token));
    }

    [Fact]
    public async Task Render_OutputOfAnotherSize_LooksTheSameSmaller()
    {
        var film = new FilmBuilder(Frame) { OutputSize = new(320, 180) }
            .With(PaintedLayers.Image("white"), 0, 1, clip => clip with { Width = 320, Height = 180 })
            .Build();
        await using var renderer = Layers().Open(film);

        await renderer.RenderAsync(0, 1, (_, image, _) =>
        {
            Assert.Equal((320, 180), (image.Width, image.Height));
            Assert.Equal(16, image.Y.Row(90)[79]);
            Assert.Equal(235, image.Y.Row(90)[80]);
            Assert.Equal(235, image.Y.Row(90)[239]);
            Assert.Equal(16, image.Y.Row(90)[240]);
            image.Release();
            return ValueTask.CompletedTask;
        }, TestContext.Current.CancellationToken);
    }

    private static Film BusyFilm() => new FilmBuilder(Frame) { Background = new(20, 30, 60) }
        .With(PaintedLayers.Image("grid"), 0, 2, clip => clip with { Effect = new(EffectKind.ZoomIn) })
        .With(PaintedLayers.Image("moving-grey"), 0.5, 1.5, clip => clip with
        {
            Scale = Tweenable.Of(0.4), Position = Position.TopRight, TransitionIn = new(TransitionKind.WipeLeft),
        })
        .With(PaintedLayers.Image("red"), 0.2, 1.2, clip => clip with
        {
            Width = 200, Height = 120, Transform = new() { Angle = new() { Tweens = [new() { From = 0, To = 90 }] } },
            TransitionIn = new(TransitionKind.Fade), TransitionOut = new(TransitionKind.CarouselLeft),
        })
        .Build();

    private static ValueTask Drop(int frame, PlanarImage image, CancellationToken cancellationToken)
    {
        image.Release();
        return ValueTask.CompletedTask;
    }

    private PaintedLayers Layers() => new(_pool, Frame, (name, picture) => name switch
    {
        "grid" => TestPicture.Grid(_pool, new(800, 600)),
        "white" => TestPicture.Solid(_pool, Frame, Rgba.White),
        "red" => TestPicture.Solid(_pool, new(100, 100), new(255, 0, 0, 200)),
        _ => TestPicture.Solid(_pool, Frame, new((byte)(picture * 3), 128, 128)),
    });

    private async Task<List<string>> RenderAsync(Film film, (int First, int Count)[] runs, RowBands? bands = null)
    {
        var frames = new SortedDictionary<int, string>();
        await using var renderer = Layers().Open(film, bands);
        foreach (var (first, count) in runs)
        {
            await renderer.RenderAsync(first, count, (frame, image, _) =>
            {
                frames.Add(frame, Convert.ToHexString(SHA256.HashData(TestPicture.Bytes(image))));
                image.Release();
                return ValueTask.CompletedTask;
            }, TestContext.Current.CancellationToken);
        }

        return [.. frames.Values];
    }
}
