using Framemill.Testing;
using Microsoft.Playwright;

namespace Framemill.Tests.EndToEnd;

/// <summary>The page at / in a real browser: Debian's Chromium.</summary>
public sealed class StudioPageTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private LoopbackServer _media = null!;
    private ServerProcess _server = null!;
    private IPlaywright _playwright = null!;
    private IBrowser _browser = null!;

    public async ValueTask InitializeAsync()
    {
        SmallEdit.MakeMedia(_folder.Path);
        _media = LoopbackServer.OfFolder(_folder.Path);
        _server = await ServerProcess.StartAsync(_folder.File("data"));
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = "/usr/bin/chromium",
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                "--disable-component-update", "--disable-sync", "--autoplay-policy=no-user-gesture-required",
            ],
        });
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
        await _server.DisposeAsync();
        await _media.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Page_RendersAnEdit_ShowsProgressAndPlaysTheFilm()
    {
        var page = await OpenAsync();
        await page.FillAsync("#edit", SmallEdit.Json(_media.Url, "In the browser"));
        await page.ClickAsync("#render");
        await page.WaitForFunctionAsync(
            "() => document.body.dataset.state === 'done'", null, new() { Timeout = 120_000 });

        Assert.Equal(1, await page.EvaluateAsync<double>("document.getElementById('progress').value"));
        Assert.StartsWith("Done", await page.TextContentAsync("#state"), StringComparison.Ordinal);
        Assert.Contains("film.mp4", await page.TextContentAsync("#files"), StringComparison.Ordinal);
        await page.WaitForFunctionAsync(
            "() => { const f = document.getElementById('film'); return f.currentTime > 0.5 && f.videoWidth === 320; }",
            null, new() { Timeout = 30_000 });
    }

    [Fact]
    public async Task Page_WhileTheFilmRenders_PlaysItAlready()
    {
        var page = await OpenAsync();
        // Large enough that the first segment is played long before the last one is made.
        var edit = SmallEdit.Json(_media.Url, "Early")
            .Replace("\"width\": 320, \"height\": 180", "\"width\": 1280, \"height\": 720", StringComparison.Ordinal);
        await page.EvaluateAsync("""
            () => document.getElementById('film').addEventListener('timeupdate', (event) => {
              if (event.target.currentTime > 0) window.playedIn ??= document.body.dataset.state;
            })
            """);
        await page.FillAsync("#edit", edit);
        await page.ClickAsync("#render");
        await page.WaitForFunctionAsync("() => window.playedIn !== undefined", null, new() { Timeout = 120_000 });
        Assert.Equal("rendering", await page.EvaluateAsync<string>("window.playedIn"));
    }

    [Fact]
    public async Task Page_WithAFaultyEdit_ShowsEveryFault()
    {
        var page = await OpenAsync();
        await page.FillAsync("#edit", """{"timeline":{"tracks":[]},"output":{"format":"avi"}}""");
        await page.ClickAsync("#render");
        await page.WaitForSelectorAsync("#errors li >> nth=1");
        var errors = await page.TextContentAsync("#errors");
        Assert.Contains("/timeline/tracks", errors, StringComparison.Ordinal);
        Assert.Contains("/output/format", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_OffersExamples()
    {
        var page = await OpenAsync();
        await page.WaitForFunctionAsync("() => document.getElementById('examples').options.length > 1");
        await page.SelectOptionAsync("#examples", new SelectOptionValue { Index = 1 });
        Assert.Contains("timeline", await page.InputValueAsync("#edit"), StringComparison.Ordinal);
    }

    private async Task<IPage> OpenAsync()
    {
        var page = await _browser.NewPageAsync();
        var faults = new List<string>();
        page.PageError += (_, error) => faults.Add(error);
        await page.GotoAsync(_server.Http.BaseAddress!.ToString());
        Assert.Empty(faults);
        return page;
    }
}
