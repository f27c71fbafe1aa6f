using Framemill.Media.Composition;
using Framemill.Media.Edits;
using Framemill.Media.Timelines;
using Framemill.Pixels;
using Framemill.Testing;
using Xunit;

namespace Framemill.Tests.Media.Composition;

/// <summary>Films of real media, through real decoders.</summary>
public sealed class CompositorTests : IAsyncDisposable
{
    private readonly PixelPool _pool = new();
    private readonly TempFolder _folder = new();
    private readonly TestMedia _media = new();
    private readonly Compositor _compositor;

    public CompositorTests() =>
        _compositor = new(_pool, null, Sources.Media.Processes, Sources.Media.Options, new());

    public async ValueTask DisposeAsync()
    {
        await _compositor.DisposeAsync();
        Assert.Equal(0, _pool.RentedBytes);
        _pool.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("30", 1, 0)]
    [InlineData("24000/1001", 1, 0)]
    [InlineData("50", 1, 0.5)]
    [InlineData("25", 2, 0.2)]
    [InlineData("25", 0.5, 0)]
    public async Task Render_Video_ShowsTheRightFrameOfItAtEachFrame(string rate, double speed, double trim)
    {
        await MediaMaker.NumberedVideoAsync(_folder["numbered.mp4"], 120, rate, "-c:v", "libx264", "-g", "24",
            "-pix_fmt", "yuv420p");
        var facts = await _media.AddAsync(_folder["numbered.mp4"]);
        var asset = new VideoAsset
        {
            Source = "numbered", Speed = Rational.FromDecimal((decimal)speed),
            Trim = Rational.FromDecimal((decimal)trim),
        };
        var film = new FilmBuilder(new(320, 180)).With(asset, 0.2, 2, facts: facts).Build();
        Assert.True(Rational.TryParse(rate, out var sourceRate));
        // A frame counts as there a millisecond early: containers round their times.
        var expected = Enumerable.Range(5, 50).Select(frame => (int)Math.Min(119,
            ((((new Rational(frame, 25) - new Rational(1, 5)) * asset.Speed) + asset.Trim
                + new Rational(1, 1000)) * sourceRate)
                .Floor()));

        var whole = await NumbersAsync(film, [(5, 50)]);
        var split = await NumbersAsync(film, [(5, 13), (18, 20), (38, 17)]);

        Assert.Equal(expected, whole);
        Assert.Equal(expected, split);
    }

    [Fact]
    public async Task Render_ClipLongerThanItsVideo_StandsStillOnTheLastFrame()
    {
        await MediaMaker.NumberedVideoAsync(_folder["short.mp4"], 10, "25", "-c:v", "libx264", "-pix_fmt", "yuv420p");
        var film = new FilmBuilder(new(320, 180))
            .With(new VideoAsset { Source = "short" }, 0, 1,
                facts: await _media.AddAsync(_folder["short.mp4"])).Build();

        var numbers = await NumbersAsync(film, [(0, 25)]);

        Assert.Equal([.. Enumerable.Range(0, 10), .. Enumerable.Repeat(9, 15)], numbers);
    }

    [Fact]
    public async Task Render_WhatCannotBeDrawn_NamesTheClip()
    {
        var film = new FilmBuilder(new(320, 180)).With(new SvgAsset("no drawing"), 0, 1).Build();

        var problem = await Assert.ThrowsAsync<CompositionException>(() =>
            _compositor.RenderStillAsync(film, _media, 0, TestContext.Current.CancellationToken));

        Assert.Equal("/timeline/tracks/0/clips/0/asset", problem.Pointer);
    }

    [Fact]
    public async Task Render_SceneOfEverything_Looks()
    {
        Assert.SkipWhen(SharedData.IsAbsent, SharedData.Absent);
        var photo = await _media.AddAsync(SharedData.File("media/photos/leaf_3264x2448.jpg"));
        var bird = await _media.AddAsync(SharedData.File("media/photos/bird_576x384_rgba.png"));
        var video = await _media.AddAsync(SharedData.File("media/video/product_bottles_640x360.mp4"));
        var captions = await _media.AddAsync(SharedData.File("texts/subtitles/own_multilingual.srt"));
        var film = new FilmBuilder(new(1280, 720))
            .With(new ImageAsset { Source = "photo" }, 0, 20, clip =>
                clip with { Effect = new(EffectKind.ZoomIn, Pace.Slow) }, photo)
            .With(new VideoAsset { Source = "video" }, 1, 19, clip => clip with
            {
                Scale = Tweenable.Of(0.35), Position = Position.TopRight,
                Offset = new(Tweenable.Of(-0.03), Tweenable.Of(-0.05)), TransitionIn = new(TransitionKind.Fade),
            }, video)
            .With(new ImageAsset { Source = "bird" }, 0, 20, clip => clip with
            {
                Fit = Fit.None, Position = Position.BottomLeft, Transform = new() { Angle = Tweenable.Of(-8) },
                Scale = Tweenable.Of(0.7),
            }, bird)
            .With(new TitleAsset { Text = "A leaf, a bird", Style = TitleStyle.Chunk, Position = Position.TopLeft },
                0, 20)
            .With(new CaptionAsset { Source = "captions" }, 0, 20, facts: captions)
            .Build();

        foreach (var frame in new[] { 30, 100, 180, 250, 330, 420 })
        {
            using var still = await _compositor.RenderStillAsync(film, _media, frame,
                TestContext.Current.CancellationToken);
            TestPicture.Look($"scene-{frame}", still);
        }
    }

    private async Task<List<int>> NumbersAsync(Film film, (int First, int Count)[] runs)
    {
        var numbers = new List<int>();
        await using var renderer = await _compositor.OpenAsync(
            film, _media, film.AllFrames, TestContext.Current.CancellationToken);
        foreach (var (first, count) in runs)
        {
            await renderer.RenderAsync(first, count, (_, image, _) =>
            {
                numbers.Add(Sources.Media.Code(image));
                image.Release();
                return ValueTask.CompletedTask;
            }, TestContext.Current.CancellationToken);
        }

        return numbers;
    }
}
