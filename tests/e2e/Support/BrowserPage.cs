using Microsoft.Playwright;

namespace Framemill.Tests.EndToEnd;

/// <summary>A page of the server in a real browser: Debian's Chromium.</summary>
internal sealed class BrowserPage : IAsyncDisposable
{
    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;
    private readonly List<string> _faults = [];

    private BrowserPage(IPlaywright playwright, IBrowser browser, IPage page)
    {
        (_playwright, _browser, Page) = (playwright, browser, page);
        page.PageError += (_, error) => _faults.Add(error);
    }

    public IPage Page { get; }

    /// <summary>What the page's scripts threw and did not catch.</summary>
    public IReadOnlyList<string> Faults => _faults;

    public static async Task<BrowserPage> OpenAsync(ServerProcess server, string path = "/")
    {
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = "/usr/bin/chromium",
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                "--disable-component-update", "--disable-sync", "--autoplay-policy=no-user-gesture-required",
            ],
        });
        var opened = new BrowserPage(playwright, browser, await browser.NewPageAsync());
        await opened.Page.GotoAsync(new Uri(server.Http.BaseAddress!, path).ToString());
        Assert.Empty(opened.Faults);
        return opened;
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }
}
