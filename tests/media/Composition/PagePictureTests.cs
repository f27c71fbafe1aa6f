using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Framemill.Media.Composition;
using Framemill.Media.Edits;
using Framemill.Media.Timelines;
using Framemill.Testing;
using Xunit;

namespace Framemill.Tests.Media.Composition;

/// <summary>Web pages through Chromium, without a network and on our time.</summary>
public sealed class PagePictureTests : IAsyncDisposable
{
    private static readonly FrameSize Frame = new(640, 360);
    private static readonly Rgba Below = new(40, 40, 40);
    private static readonly (int, int, int) Under = (40, 40, 40);
    private static readonly (int, int, int) Red = (255, 0, 0);
    private readonly Studio _studio = new(new() { DrawingSecondsMax = 10 });

    public ValueTask DisposeAsync() => _studio.DisposeAsync();

    [Fact]
    public async Task Html_InABox_IsLaidOutAndTransparentElsewhere()
    {
        var asset = new HtmlAsset
        {
            Html = "<p>Hello <b>World</b></p><div class=\"bar\"></div>",
            Css = "p { color: #ffff00; font-size: 40px; margin: 0 } .bar { height: 20px; background: red }",
            Width = 320,
            Height = 180,
            Position = Position.TopLeft,
        };
        var film = new FilmBuilder(Frame) { Background = Below }
            .With(asset, 0, 1, clip => clip with { Position = Position.BottomRight }).Build();

        using var still = await _studio.StillAsync(film, 0, "html");

        Studio.Near(Under, Studio.At(still, 100, 100));
        Studio.Near(Under, Studio.At(still, 630, 350)); // In the box, below what it holds.
        var bar = Enumerable.Range(180, 179).Where(y => Studio.At(still, 330, y).Red > 200).ToList();
        Assert.InRange(bar.Count, 16, 24);
        Assert.Contains(Enumerable.Range(330, 200), x => Studio.At(still, x, 205) is { Red: > 200, Blue: < 90 });
    }

    [Fact]
    public async Task Html_InAFontOfTheFilm_IsDrawnInIt()
    {
        Assert.SkipWhen(SharedData.IsAbsent, SharedData.Absent);
        var font = await _studio.Media.AddAsync(SharedData.File("media/fonts/Montserrat-variable.ttf"));
        var asset = new HtmlAsset
        {
            Html = "<p>Quick fox</p>", Css = "p { font-family: Montserrat, monospace; font-weight: 900; margin: 0 }",
        };

        using var brought = await _studio.StillAsync(
            new FilmBuilder(Frame) { Fonts = [font] }.With(asset, 0, 1).Build(), 0, "html-font");
        using var without = await _studio.StillAsync(new FilmBuilder(Frame).With(asset, 0, 1).Build(), 0);

        // Heavy letters cover more than the thin ones that stand in for them.
        Assert.True(Light(brought) > 1.3 * Light(without), $"{Light(brought)} {Light(without)}");

        static long Light(Framemill.Pixels.PlanarImage image)
        {
            long sum = 0;
            for (var y = 0; y < image.Height; y++)
            {
                foreach (var value in image.Y.Row(y)) sum += value - 16;
            }

            return sum;
        }
    }

    [Fact]
    public async Task Html_WithAScript_IsDrawnWithoutRunningIt()
    {
        var film = new FilmBuilder(Frame) { Background = Below }.With(new HtmlAsset
        {
            Html = "<div id=\"a\" style=\"width:640px;height:360px\"></div>"
                + "<script>document.getElementById('a').style.background = 'red'</script>",
        }, 0, 1).Build();

        Studio.Near(Under, (await _studio.PixelsAsync(film, 0, null, (320, 180)))[0]);
    }

    [Fact]
    public async Task Html5_Animations_ShowEachFramesOwnTime()
    {
        var asset = new Html5Asset
        {
            Html = "<div class=\"css\"></div><div id=\"js\"></div><div id=\"timer\"></div><div id=\"waapi\"></div>"
                + "<svg width=\"640\" height=\"40\" style=\"position:absolute;left:0;top:200px\">"
                + "<rect width=\"40\" height=\"40\" fill=\"red\"><animate attributeName=\"x\" from=\"0\" to=\"500\" "
                + "dur=\"1s\" fill=\"freeze\"/></rect></svg>",
            Css = "div { position: absolute; width: 40px; height: 40px; left: 0; background: red }"
                + "@keyframes move { to { transform: translateX(500px) } }"
                + ".css { top: 0; animation: move 1s linear forwards } #js { top: 50px }"
                + "#timer { top: 100px } #waapi { top: 150px }",
            Script = """
                const begin = performance.now();
                const step = now => {
                  js.style.transform = `translateX(${Math.min(1, (now - begin) / 1000) * 500}px)`;
                  requestAnimationFrame(step);
                };
                requestAnimationFrame(step);
                const started = Date.now();
                setInterval(() => { timer.style.left = `${(Date.now() - started) / 2}px`; }, 10);
                waapi.animate([{ left: '0px' }, { left: '500px' }], { duration: 1000, fill: 'forwards' });
                """,
        };
        var film = new FilmBuilder(Frame) { Background = Below }.With(asset, 0, 1).Build();
        foreach (var frame in new[] { 0, 10, 20 })
        {
            using var still = await _studio.StillAsync(film, frame, $"html5-{frame}");
            var expected = frame * 40 / 1000.0 * 500;
            foreach (var y in new[] { 20, 70, 120, 170, 220 })
            {
                var left = Enumerable.Range(0, 640).First(x => Studio.At(still, x, y).Red > 150);
                Assert.InRange(left, expected - 20, expected + 20); // Within one frame of the film.
            }
        }
    }

    [Fact]
    public async Task Html5_AnySplit_GivesTheSameFrames()
    {
        var film = new FilmBuilder(Frame).With(new Html5Asset
        {
            Html = "<canvas id=\"c\" width=\"640\" height=\"360\"></canvas>",
            Script = """
                const pen = c.getContext('2d');
                const draw = () => {
                  pen.fillStyle = `hsl(${Math.random() * 360} 90% 50%)`;
                  pen.fillRect(Math.random() * 600, Math.random() * 320, 60, 60);
                  requestAnimationFrame(draw);
                };
                draw();
                """,
        }, 0, 0.6).Build();

        var whole = await HashesAsync(film, [(0, 15)]);

        Assert.Equal(15, whole.Distinct().Count());
        Assert.Equal(whole, await HashesAsync(film, [(0, 4), (4, 11)]));
        Assert.Equal(whole[9..], await HashesAsync(film, [(9, 6)]));
    }

    [Fact]
    public async Task Html5_AtRest_IsCapturedOnce()
    {
        var film = new FilmBuilder(Frame) { Background = Below }.With(new Html5Asset
        {
            Html = "<div style=\"width:640px;height:360px;background:red\"></div>",
        }, 0, 2).Build();
        await using var renderer = await _studio.Compositor.OpenAsync(
            film, _studio.Media, film.AllFrames, TestContext.Current.CancellationToken);
        await renderer.RenderAsync(0, 50, (_, image, _) =>
        {
            Studio.Near(Red, Studio.At(image, 320, 180));
            image.Release();
            return ValueTask.CompletedTask;
        }, TestContext.Current.CancellationToken);

        Assert.Equal(49, renderer.FramesReused);
    }

    [Theory]
    [InlineData("for (;;);")]
    [InlineData("setTimeout(() => { for (;;); }, 20)")]
    [InlineData("for (;;) fetch('http://127.0.0.1:9/' + Math.random())")]
    public async Task Html5_ThatNeverEnds_FailsInTime(string script)
    {
        await using var studio = new Studio(new() { DrawingSecondsMax = 2 });
        var film = new FilmBuilder(Frame).With(new Html5Asset { Html = "<p>Hello</p>", Script = script }, 0, 1).Build();
        var started = TimeProvider.System.GetTimestamp();

        var problem = await Assert.ThrowsAsync<CompositionException>(() => studio.StillAsync(film, 20));

        Assert.Contains("page", problem.Message);
        Assert.True(TimeProvider.System.GetElapsedTime(started) < TimeSpan.FromSeconds(15));
    }

    [Fact]
    public async Task Html5_TooManyAtOnce_NamesTheClip()
    {
        var builder = new FilmBuilder(Frame);
        for (var i = 0; i < 9; i++) builder.With(new Html5Asset { Html = "<p>Hello</p>" }, 0, 1);

        var problem = await Assert.ThrowsAsync<CompositionException>(() => _studio.StillAsync(builder.Build(), 0));

        Assert.Contains("web pages", problem.Message);
    }

    [Fact]
    public async Task Html_ManyAtOnce_AreDrawnOneAfterTheOther()
    {
        var builder = new FilmBuilder(Frame);
        for (var i = 0; i < 6; i++)
        {
            builder.With(
                new HtmlAsset { Html = $"<div style=\"width:80px;height:{i + 40}px;background:red\"></div>" }, 0, 1,
                clip => clip with { Offset = new(Tweenable.Of((i - 2.5) / 7), Tweenable.Zero) });
        }

        using var still = await _studio.StillAsync(builder.Build(), 0, "html-many");

        for (var i = 0; i < 6; i++)
            Studio.Near(Red, Studio.At(still, 320 + (int)((i - 2.5) / 7 * 640), 180));
    }

    [Fact]
    public async Task Html5_ThatFillsTheMemory_FailsAlone()
    {
        var film = new FilmBuilder(Frame).With(new Html5Asset
        {
            Html = "<p>Hello</p>",
            Script = "const all = []; for (;;) all.push(new Array(1e6).fill(Math.random()));",
        }, 0, 1).Build();

        await Assert.ThrowsAsync<CompositionException>(() => _studio.StillAsync(film, 0));
    }

    [Fact]
    public async Task Pages_NamingFilesAndHosts_ReachNothing()
    {
        await MediaMaker.FfmpegAsync(
            "-f", "lavfi", "-i", "color=red:s=64x64", "-frames:v", "1", _studio.Folder["red.png"]);
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var host = $"127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";
        var file = $"file://{_studio.Folder["red.png"]}";
        var html = $"""
            <link rel="stylesheet" href="http://{host}/a.css"><img src="http://{host}/b.png"><img src="{file}">
            <iframe src="{file}"></iframe><object data="{file}"></object>
            <video src="http://{host}/c.mp4" autoplay></video>
            <meta http-equiv="refresh" content="0;url={file}">
            <div style="width:640px;height:360px;background:url({file}),url(http://{host}/d.png)"></div>
            """;
        var script = $$"""
            fetch('http://{{host}}/e').catch(() => 0); fetch('{{file}}').catch(() => 0);
            try { new WebSocket('ws://{{host}}/f'); } catch { }
            try { navigator.sendBeacon('http://{{host}}/g', 'x'); } catch { }
            try { const x = new XMLHttpRequest(); x.open('GET', '{{file}}', false); x.send(); } catch { }
            try { new RTCPeerConnection({ iceServers: [{ urls: 'stun:{{host}}' }] }).createDataChannel('h'); } catch { }
            try { location.href = '{{file}}'; } catch { }
            try { open('http://{{host}}/i'); } catch { }
            """;
        Asset[] assets = [new HtmlAsset { Html = html }, new Html5Asset { Html = html, Script = script }];
        foreach (var asset in assets)
        {
            var film = new FilmBuilder(Frame) { Background = Below }.With(asset, 0, 1).Build();
            using var still = await _studio.StillAsync(film, 12, $"outside-{asset.Kind}");
            for (var y = 0; y < still.Height; y += 2)
            {
                for (var x = 0; x < still.Width; x += 2)
                    Assert.False(Studio.At(still, x, y) is { Red: > 180, Green: < 80, Blue: < 80 }, $"{x}, {y}");
            }
        }

        Assert.False(listener.Pending());
    }

    private async Task<List<string>> HashesAsync(Film film, (int First, int Count)[] runs)
    {
        var hashes = new List<string>();
        await using var renderer = await _studio.Compositor.OpenAsync(
            film, _studio.Media, film.AllFrames, TestContext.Current.CancellationToken);
        foreach (var (first, count) in runs)
        {
            await renderer.RenderAsync(first, count, (_, image, _) =>
            {
                hashes.Add(Convert.ToHexString(SHA256.HashData(TestPicture.Bytes(image))));
                image.Release();
                return ValueTask.CompletedTask;
            }, TestContext.Current.CancellationToken);
        }

        return hashes;
    }
}
