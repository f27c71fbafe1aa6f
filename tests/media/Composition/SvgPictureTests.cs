using System.Net;
using System.Net.Sockets;
using Framemill.Media.Composition;
using Framemill.Media.Edits;
using Framemill.Media.Timelines;
using Framemill.Testing;
using Xunit;

namespace Framemill.Tests.Media.Composition;

public sealed class SvgPictureTests : IAsyncDisposable
{
    private static readonly FrameSize Frame = new(640, 360);
    private static readonly (int, int, int) Blue = (0x34, 0x98, 0xdb);
    private readonly Studio _studio = new(new() { DrawingSecondsMax = 5 });

    public ValueTask DisposeAsync() => _studio.DisposeAsync();

    [Theory]
    [InlineData("<svg width=\"100\" height=\"100\"><circle cx=\"50\" cy=\"50\" r=\"40\" fill=\"#3498db\"/></svg>")]
    [InlineData("<?xml version=\"1.0\"?>\n<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" "
        + "\"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd\"><svg xmlns=\"http://www.w3.org/2000/svg\" "
        + "viewBox=\"0 0 100 100\"><circle cx=\"50\" cy=\"50\" r=\"40\" fill=\"#3498db\"/></svg>")]
    [InlineData("<svg viewBox=\"0 0 10 10\" width=\"75pt\"><style>.a{fill:#3498db}</style>"
        + "<circle class=\"a\" cx=\"5\" cy=\"5\" r=\"4\"/></svg>")]
    [InlineData("<svg width=\"100px\" height=\"100px\"><defs><circle id=\"c\" r=\"40\" fill=\"#3498db\"/></defs>"
        + "<use xlink:href=\"#c\" x=\"50\" y=\"50\"/></svg>")]
    public async Task Svg_WithASizeOfItsOwn_LiesInTheMiddleAtThatSize(string markup)
    {
        var film = new FilmBuilder(Frame) { Background = new(40, 40, 40) }
            .With(new SvgAsset(markup), 0, 1).Build();

        var colours = await _studio.PixelsAsync(
            film, 0, null, (320, 180), (320, 145), (320, 135), (357, 180), (365, 180));

        Assert.All([colours[0], colours[1], colours[3]], colour => Studio.Near(Blue, colour));
        Assert.All([colours[2], colours[4]], colour => Studio.Near((40, 40, 40), colour));
    }

    [Fact]
    public async Task Svg_ShownLarge_IsDrawnLarge()
    {
        var film = new FilmBuilder(Frame)
            .With(new SvgAsset("<svg width=\"4\" height=\"4\"><rect width=\"2\" height=\"4\" fill=\"#fff\"/></svg>"),
                0, 1, clip => clip with { Width = 320, Height = 320 })
            .Build();

        using var still = await _studio.StillAsync(film, 0);

        var row = still.Y.Row(180);
        Assert.False(row[162..318].ContainsAnyExcept((byte)235));
        Assert.False(row[322..478].ContainsAnyExcept((byte)16));
    }

    [Fact]
    public async Task Svg_OfManyParts_Looks()
    {
        const string Markup = """
            <svg viewBox="0 0 400 300" width="400" height="300">
              <defs>
                <linearGradient id="sky" x2="0" y2="1"><stop stop-color="#1e3a8a"/>
                  <stop offset="1" stop-color="#f59e0b"/></linearGradient>
                <filter id="soft"><feGaussianBlur stdDeviation="6"/></filter>
              </defs>
              <rect width="400" height="300" rx="24" fill="url(#sky)"/>
              <circle cx="300" cy="80" r="36" fill="#fde68a" filter="url(#soft)"/>
              <path d="M0 300 L120 120 L200 230 L270 150 L400 300 Z" fill="#111827" opacity="0.8"/>
              <text x="200" y="60" font-family="Roboto" font-size="34" fill="white" text-anchor="middle">Peak</text>
              <polyline points="20,280 100,260 180,275 380,250" fill="none" stroke="#ef4444" stroke-width="5"/>
            </svg>
            """;
        var film = new FilmBuilder(Frame) { Background = new(200, 200, 200) }
            .With(new SvgAsset(Markup), 0, 1).Build();

        var colours = await _studio.PixelsAsync(film, 0, "svg", (121, 31), (200, 50), (320, 325));

        Studio.Near((200, 200, 200), colours[0]); // Transparent beside the drawing.
        Assert.InRange(colours[1].Blue, 100, 160); // The sky's upper end.
        Assert.InRange(colours[2].Red, 10, 90); // The mountain.
    }

    [Theory]
    [InlineData("no drawing at all")]
    [InlineData("<svg")]
    [InlineData("<html><body/></html>")]
    [InlineData("<svg><g></svg>")]
    public async Task Svg_ThatIsNone_NamesTheClip(string markup)
    {
        var film = new FilmBuilder(Frame).With(new SvgAsset(markup), 0, 1).Build();

        var problem = await Assert.ThrowsAsync<CompositionException>(() => _studio.StillAsync(film, 0));

        Assert.Equal("/timeline/tracks/0/clips/0/asset", problem.Pointer);
        Assert.Contains("drawing", problem.Message);
    }

    [Fact]
    public async Task Svg_EntityBomb_IsRefusedBeforeItGrows()
    {
        var lines = string.Concat(Enumerable.Range(1, 20).Select(i =>
            $"<!ENTITY e{i} \"{string.Concat(Enumerable.Repeat($"&e{i - 1};", 10))}\">"));
        var markup = $"<!DOCTYPE svg [<!ENTITY e0 \"ha\">{lines}]><svg><text>&e20;</text></svg>";
        var film = new FilmBuilder(Frame).With(new SvgAsset(markup), 0, 1).Build();

        await Assert.ThrowsAsync<CompositionException>(() => _studio.StillAsync(film, 0));
    }

    [Theory]
    [InlineData("nested")]
    [InlineData("uses")]
    [InlineData("filters")]
    [InlineData("endless")]
    public async Task Svg_ThatWantsTooMuch_EndsInTimeWithOrWithoutAPicture(string kind)
    {
        var markup = kind switch
        {
            "nested" => Times(40_000, "<g>") + Times(40_000, "</g>"),
            "uses" => "<defs><rect id=\"u0\" width=\"1\" height=\"1\"/>"
                + string.Concat(Enumerable.Range(1, 30).Select(i =>
                    $"<g id=\"u{i}\">{Times(10, $"<use href=\"#u{i - 1}\"/>")}</g>"))
                + "</defs><use href=\"#u30\"/>",
            "filters" => "<filter id=\"f\" x=\"-9\" y=\"-9\" width=\"99\" height=\"99\">"
                + Times(200, "<feTurbulence numOctaves=\"99\"/><feMorphology radius=\"99\"/>")
                + "</filter><rect width=\"99\" height=\"99\" filter=\"url(#f)\"/>",
            _ => "<g id=\"a\"><use href=\"#a\"/></g>",
        };
        var film = new FilmBuilder(Frame)
            .With(new SvgAsset($"<svg width=\"99\" height=\"99\">{markup}</svg>"), 0, 1).Build();
        var started = TimeProvider.System.GetTimestamp();

        try
        {
            using var still = await _studio.StillAsync(film, 0);
        }
        catch (CompositionException problem)
        {
            Assert.Contains("drawing", problem.Message);
        }

        Assert.True(TimeProvider.System.GetElapsedTime(started) < TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task Svg_NamingFilesAndHosts_ShowsNothingOfThem()
    {
        await MediaMaker.FfmpegAsync(
            "-f", "lavfi", "-i", "color=red:s=64x64", "-frames:v", "1", _studio.Folder["red.png"]);
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        var file = _studio.Folder["red.png"];
        var markup = $"""
            <!DOCTYPE svg [<!ENTITY file SYSTEM "file:///etc/passwd"><!ENTITY host SYSTEM "http://127.0.0.1:{port}/e">]>
            <svg width="640" height="360"><style>@import url(http://127.0.0.1:{port}/a.css);</style>
            <image href="file://{file}" width="640" height="360"/><image xlink:href="{file}" width="640" height="360"/>
            <image href="http://127.0.0.1:{port}/b.png" width="640" height="360"/>
            <use href="http://127.0.0.1:{port}/c.svg#d"/><use href="file:///etc/passwd#x"/>
            <text y="200" font-size="200" fill="red">&file;&host;</text></svg>
            """;
        var film = new FilmBuilder(Frame) { Background = new(40, 40, 40) }.With(new SvgAsset(markup), 0, 1).Build();

        using var still = await _studio.StillAsync(film, 0, "svg-outside");

        for (var y = 0; y < still.Height; y++) Assert.False(still.V.Row(y / 2).ContainsAnyExcept((byte)128));
        Assert.False(listener.Pending());
    }

    private static string Times(int count, string text) => string.Concat(Enumerable.Repeat(text, count));
}
