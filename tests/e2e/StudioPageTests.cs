using Microsoft.Playwright;

namespace Framemill.Tests.EndToEnd;

/// <summary>The page at / in a real browser: Debian's Chromium.</summary>
public sealed class StudioPageTests() : ServerTests(SmallEdit.MakeMediaAsync)
{
    [Fact]
    public async Task Page_RendersAnEdit_ShowsProgressAndPlaysTheFilm()
    {
        await using var browser = await BrowserPage.OpenAsync(Server);
        var page = browser.Page;
        await page.FillAsync("#edit", SmallEdit.Json(Media.Url, "In the browser"));
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
        await using var browser = await BrowserPage.OpenAsync(Server);
        var page = browser.Page;
        // Large enough that the first segment is played long before the last one is made.
        var edit = SmallEdit.Json(Media.Url, "Early")
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
        await using var browser = await BrowserPage.OpenAsync(Server);
        var page = browser.Page;
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
        await using var browser = await BrowserPage.OpenAsync(Server);
        var page = browser.Page;
        await page.WaitForFunctionAsync("() => document.getElementById('examples').options.length > 1");
        await page.SelectOptionAsync("#examples", new SelectOptionValue { Index = 1 });
        Assert.Contains("timeline", await page.InputValueAsync("#edit"), StringComparison.Ordinal);
    }
}
