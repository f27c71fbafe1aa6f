using Framemill.Media.Edits;
using Framemill.Media.Timelines;
using Xunit;

namespace Framemill.Tests.Media.Composition;

public sealed class ChromaKeyPictureTests : IAsyncDisposable
{
    private static readonly FrameSize Frame = new(640, 360);
    private readonly Studio _studio = new();

    public ValueTask DisposeAsync() => _studio.DisposeAsync();

    [Fact]
    public async Task Key_GreenScreen_ShowsWhatLiesBelowAndKeepsTheRest()
    {
        var screen = await GreenScreenAsync();
        var film = Film(screen, new() { Color = new(0, 177, 64), Threshold = 150, Halo = 100 });

        var colours = await _studio.PixelsAsync(
            film, 10, "key-green", (30, 30), (610, 330), (160, 180), (320, 180), (480, 180));

        Studio.Near((200, 30, 160), colours[0]);
        Studio.Near((200, 30, 160), colours[1]);
        Studio.Near((255, 255, 255), colours[2]);
        Studio.Near((222, 170, 140), colours[3]);
        Studio.Near((20, 20, 20), colours[4]);
    }

    [Fact]
    public async Task Key_WithoutThreshold_TakesNothingElseAway()
    {
        var screen = await GreenScreenAsync();
        var film = Film(screen, new() { Color = new(0, 0, 255) });

        Studio.Near((0, 177, 64), (await _studio.PixelsAsync(film, 0, "key-nothing", (30, 30)))[0]);
    }

    [Fact]
    public async Task Key_SoftEdge_LeavesNoGreenFringe()
    {
        var screen = await GreenScreenAsync();
        var film = Film(screen, new() { Color = new(0, 177, 64), Threshold = 150, Halo = 100 });

        using var still = await _studio.StillAsync(film, 0, "key-edges");

        // Between white, skin, black and the magenta below there is no colour whose green stands out.
        for (var y = 0; y < still.Height; y++)
        {
            for (var x = 0; x < still.Width; x++)
            {
                var (red, green, blue) = Studio.At(still, x, y);
                Assert.True(green - Math.Max(red, blue) < 32, $"{x}, {y}: {red} {green} {blue}");
            }
        }
    }

    [Fact]
    public async Task Key_BeforeAFilter_GoesByTheFilmedColours()
    {
        var screen = await GreenScreenAsync();
        var film = Film(screen, new() { Color = new(0, 177, 64), Threshold = 150, Halo = 100 }, Filter.Negative);

        var colours = await _studio.PixelsAsync(film, 0, "key-negative", (30, 30), (160, 180));

        Studio.Near((200, 30, 160), colours[0]);
        Studio.Near((0, 0, 0), colours[1]);
    }

    private static Film Film(AssetFacts screen, ChromaKey key, Filter filter = Filter.None) =>
        new FilmBuilder(Frame) { Background = new(200, 30, 160) }
            .With(new VideoAsset { Source = "screen", ChromaKey = key }, 0, 1, clip => clip with { Filter = filter },
                screen)
            .Build();

    /// <summary>Three blurred discs, white, skin and black, before a green wall with a shadow.</summary>
    private Task<AssetFacts> GreenScreenAsync()
    {
        const string Disc = "lte(hypot(X-{0},Y-180),60)";
        var (white, skin, black) = (Disc.Replace("{0}", "160"), Disc.Replace("{0}", "320"), Disc.Replace("{0}", "480"));
        string Channel(int a, int b, int c, string wall) => $"if({white},{a},if({skin},{b},if({black},{c},{wall})))";
        var wall = "(1-0.25*X/W)";
        return _studio.MakeAsync("screen.mp4", "-f", "lavfi", "-i", "color=black:s=640x360:r=25:d=1,format=gbrp,"
            + $"geq=r='{Channel(255, 222, 20, "0")}':g='{Channel(255, 170, 20, $"177*{wall}")}'"
            + $":b='{Channel(255, 140, 20, $"64*{wall}")}',gblur=sigma=1.2",
            "-vf", "scale=out_color_matrix=bt709:out_range=tv,format=yuv420p", "-colorspace", "bt709",
            "-c:v", "libx264", "-crf", "16");
    }
}
