using Framemill.Media.Edits;
using Framemill.Media.Timelines;
using Xunit;

namespace Framemill.Tests.Media.Composition;

/// <summary>White shows, black hides, on the matte's own track and for its own time.</summary>
public sealed class LumaPictureTests : IAsyncDisposable
{
    private static readonly FrameSize Frame = new(640, 360);
    private static readonly Rgba Below = new(200, 30, 160);
    private static readonly (int, int, int) Under = (200, 30, 160);
    private static readonly (int, int, int) Over = (30, 120, 60);
    private readonly Studio _studio = new();

    public ValueTask DisposeAsync() => _studio.DisposeAsync();

    [Fact]
    public async Task Luma_Picture_ShowsItsTrackWhereItIsBright()
    {
        var (picture, matte) = await MediaAsync();
        var film = new FilmBuilder(Frame) { Background = Below }
            .With(new ImageAsset { Source = "picture" }, 0, 2, facts: picture, track: 0)
            .With(new LumaAsset { Source = "matte" }, 0.4, 0.8, facts: matte, track: 0)
            .Build();

        // From black at the left to white at the right.
        var colours = await _studio.PixelsAsync(film, 20, "luma", (4, 180), (320, 180), (635, 180));
        Studio.Near(Under, colours[0], 12);
        Studio.Near((115, 75, 110), colours[1], 14);
        Studio.Near(Over, colours[2], 12);

        // Before and after it, the clip is whole.
        Studio.Near(Over, (await _studio.PixelsAsync(film, 9, null, (4, 180)))[0]);
        Studio.Near(Under, (await _studio.PixelsAsync(film, 10, null, (4, 180)))[0], 12);
        Studio.Near(Over, (await _studio.PixelsAsync(film, 30, null, (4, 180)))[0]);
    }

    [Fact]
    public async Task Luma_OfOneTrack_LeavesTheOthersAlone()
    {
        var (picture, matte) = await MediaAsync();
        var film = new FilmBuilder(Frame) { Background = Below }
            .With(new ImageAsset { Source = "picture" }, 0, 1, facts: picture, track: 1)
            .With(new LumaAsset { Source = "matte" }, 0, 1, facts: matte, track: 0)
            .Build();

        Studio.Near(Over, (await _studio.PixelsAsync(film, 5, null, (4, 180)))[0]);
    }

    [Fact]
    public async Task Luma_ThatIsMoved_HidesAllThatItDoesNotReach()
    {
        var (picture, matte) = await MediaAsync();
        var film = new FilmBuilder(Frame) { Background = Below }
            .With(new LumaAsset { Source = "matte" }, 0, 1, clip => clip with { Width = 320, Height = 180 }, matte, 0)
            .With(new ImageAsset { Source = "picture" }, 0, 1, facts: picture, track: 0)
            .Build();

        var colours = await _studio.PixelsAsync(film, 5, "luma-moved", (100, 180), (478, 180), (500, 180), (478, 40));

        Studio.Near(Under, colours[0]);
        Studio.Near(Over, colours[1], 12);
        Studio.Near(Under, colours[2]);
        Studio.Near(Under, colours[3]);
    }

    [Fact]
    public async Task Luma_Video_UncoversMoreWithEachFrameAndIsTheSameInAnySplit()
    {
        var (picture, _) = await MediaAsync();
        var matte = await _studio.MakeAsync("wipe.mp4", "-f", "lavfi", "-i",
            "color=black:s=320x180:r=25:d=1,format=gray,geq=lum='255*lt(X,W*(N+1)/25)'",
            "-c:v", "libx264", "-pix_fmt", "yuv420p", "-crf", "12");
        var film = new FilmBuilder(Frame) { Background = Below }
            .With(new ImageAsset { Source = "picture" }, 0, 1, facts: picture, track: 0)
            .With(new LumaAsset { Source = "wipe" }, 0, 1, facts: matte, track: 0)
            .Build();

        var whole = await SumsAsync(film, [(0, 25)]);
        var split = await SumsAsync(film, [(0, 4), (4, 11), (15, 10)]);

        Assert.Equal(whole, split);
        for (var frame = 1; frame < whole.Count; frame++) Assert.True(whole[frame] > whole[frame - 1], $"{frame}");
        using var middle = await _studio.StillAsync(film, 12, "luma-wipe");
        Studio.Near(Over, Studio.At(middle, 200, 180), 12);
        Studio.Near(Under, Studio.At(middle, 400, 180), 12);
    }

    /// <summary>How much green each frame shows.</summary>
    private async Task<List<long>> SumsAsync(Film film, (int First, int Count)[] runs)
    {
        var sums = new List<long>();
        await using var renderer = await _studio.Compositor.OpenAsync(
            film, _studio.Media, film.AllFrames, TestContext.Current.CancellationToken);
        foreach (var (first, count) in runs)
        {
            await renderer.RenderAsync(first, count, (_, image, _) =>
            {
                long sum = 0;
                for (var y = 0; y < image.V.Height; y++)
                {
                    foreach (var value in image.V.Row(y)) sum += 255 - value;
                }

                sums.Add(sum);
                image.Release();
                return ValueTask.CompletedTask;
            }, TestContext.Current.CancellationToken);
        }

        return sums;
    }

    private async Task<(AssetFacts Picture, AssetFacts Matte)> MediaAsync() => (
        await _studio.MakeAsync("green.png", "-f", "lavfi", "-i", "color=0x1e783c:s=640x360", "-frames:v", "1"),
        await _studio.MakeAsync(
            "ramp.png", "-f", "lavfi", "-i", "color=black:s=640x360,format=gray,geq=lum='255*X/(W-1)'",
            "-frames:v", "1"));
}
