using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Framemill.Media.Processes;
using Framemill.Pixels;

namespace Framemill.Media.Sources.Pages;

/// <summary>
/// A page in a browser of its own, which ends with it. The page has no network, no files and no time but ours. For one
/// caller at a time.
/// </summary>
public sealed class PageBrowser : IAsyncDisposable
{
    // Learnt once a process: whether the kernel lets a browser build its sandbox.
    private static volatile bool s_hasNoSandbox;

    private readonly ChildProcess _browser;
    private readonly PageChannel _channel;
    private readonly string _folder;
    private string? _session;

    private PageBrowser(ChildProcess browser, PageChannel channel, string folder) =>
        (_browser, _channel, _folder) = (browser, channel, folder);

    /// <summary>True once nothing of the page will move any more.</summary>
    public bool IsSettled { get; private set; }

    /// <exception cref="MediaException">There is no browser, or it cannot draw the page.</exception>
    public static async Task<PageBrowser> OpenAsync(
        ProcessRunner processes, SourceOptions options, PageRequest page, CancellationToken cancellationToken)
    {
        var tool = BrowserCommand.Find() ?? throw new MediaException(Missing());
        if (!s_hasNoSandbox)
        {
            var walled = await StartAsync(processes, options, tool, isSandboxed: true);
            var why = await walled.TryBeginAsync(cancellationToken);
            if (why is null) return await walled.LoadAsync(page, cancellationToken);
            if (!why.Contains("sandbox", StringComparison.OrdinalIgnoreCase)) throw NoStart();
            s_hasNoSandbox = true;
        }

        var plain = await StartAsync(processes, options, tool, isSandboxed: false);
        if (await plain.TryBeginAsync(cancellationToken) is not null) throw NoStart();
        return await plain.LoadAsync(page, cancellationToken);
    }

    /// <summary>What is missing where there is no browser.</summary>
    public static MediaProblem Missing() => new(
        MediaProblemCode.UnsupportedFormat,
        "HTML assets are drawn by Chromium, which is not installed on this server (Debian's package is chromium).");

    /// <summary>Moves the page's time on. It never goes back.</summary>
    public async Task SeekAsync(double milliseconds, CancellationToken cancellationToken)
    {
        var call = string.Create(
            CultureInfo.InvariantCulture, $"{PageClock.SeekFunction}({Math.Max(0, milliseconds):0.######})");
        IsSettled = await EvaluateAsync(call, cancellationToken) is { ValueKind: JsonValueKind.True };
    }

    /// <summary>What the page looks like now, with alpha; held for the caller.</summary>
    public async Task<PlanarImage> CaptureAsync(PixelPool pool, CancellationToken cancellationToken)
    {
        var shot = await AskAsync(
            "Page.captureScreenshot", new() { ["format"] = "png", ["optimizeForSpeed"] = true }, cancellationToken);
        return PngPixels.Read(shot.GetProperty("data").GetBytesFromBase64(), pool);
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        try
        {
            Directory.Delete(_folder, recursive: true);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // A helper of the browser was still writing while it was ended; the folder is a temporary one.
        }
    }

    private static async Task<PageBrowser> StartAsync(
        ProcessRunner processes, SourceOptions options, string tool, bool isSandboxed)
    {
        var isRoot = Environment.IsPrivilegedProcess;
        var folder = MakeFolder(isForAll: isRoot);
        var patience = TimeSpan.FromSeconds(options.DrawingSecondsMax);
        var limits = new ProcessLimits
        {
            WallTime = null, // It lives as long as its clip is rendered; each question has a limit of its own.
            StallTime = patience + patience,
            AddressSpaceBytes = null, // Its engine reserves far more than it uses: what it uses is limited instead.
            CpuSeconds = null,
            FileBytes = 512L << 20,
        };
        try
        {
            var browser = await processes.StartAsync(
                BrowserCommand.Build(tool, folder, isRoot, isSandboxed), limits, CancellationToken.None);
            return new(browser, new(browser, patience, processes.Time), folder);
        }
        catch
        {
            Directory.Delete(folder, recursive: true);
            throw;
        }
    }

    /// <summary>
    /// The temporary folder, unless it lies behind doors that are closed to the browser or its path is too long for the
    /// browser's socket.
    /// </summary>
    private static string MakeFolder(bool isForAll)
    {
        const int PathCharsMax = 36;
        var place = Path.GetTempPath().TrimEnd('/');
        if (place.Length > PathCharsMax || (isForAll && !IsOpenToAll(place))) place = "/tmp";
        var folder = Path.Combine(place, $"framemill-page-{Path.GetRandomFileName()[..8]}");
        Directory.CreateDirectory(folder);
        if (isForAll && !OperatingSystem.IsWindows()) File.SetUnixFileMode(folder, (UnixFileMode)0b111_111_111);
        return folder;
    }

    private static bool IsOpenToAll(string path)
    {
        for (var up = new DirectoryInfo(path); up is not null; up = up.Parent)
        {
            if (!up.UnixFileMode.HasFlag(UnixFileMode.OtherExecute)) return false;
        }

        return true;
    }

    private static MediaException NoStart() =>
        new(new(MediaProblemCode.TookTooMuch, "The browser that draws web pages does not start."));

    /// <summary>Null, or the browser's last words where it did not start.</summary>
    private async Task<string?> TryBeginAsync(CancellationToken cancellationToken)
    {
        try
        {
            var made = await _channel.AskAsync(
                "Target.createTarget", new() { ["url"] = "about:blank" }, null, cancellationToken);
            var attached = await _channel.AskAsync(
                "Target.attachToTarget",
                new() { ["targetId"] = made.GetProperty("targetId").GetString(), ["flatten"] = true },
                null, cancellationToken);
            _session = attached.GetProperty("sessionId").GetString();
            return null;
        }
        catch (MediaException)
        {
            var result = await _browser.Completion;
            await DisposeAsync();
            return result.ErrorTail;
        }
        catch
        {
            await DisposeAsync();
            throw;
        }
    }

    private async Task<PageBrowser> LoadAsync(PageRequest page, CancellationToken cancellationToken)
    {
        try
        {
            await AskAsync("Page.enable", new(), cancellationToken);
            await AskAsync("Fetch.enable", new(), cancellationToken);
            await AskAsync("Emulation.setDeviceMetricsOverride", new()
            {
                ["width"] = page.Window.Width,
                ["height"] = page.Window.Height,
                ["deviceScaleFactor"] = page.Scale,
                ["mobile"] = false,
            }, cancellationToken);
            await AskAsync("Emulation.setDefaultBackgroundColorOverride", new()
            {
                ["color"] = new JsonObject { ["r"] = 0, ["g"] = 0, ["b"] = 0, ["a"] = 0 },
            }, cancellationToken);
            if (!page.RunsScripts)
            {
                await AskAsync(
                    "Emulation.setScriptExecutionDisabled", new() { ["value"] = true }, cancellationToken);
            }

            var tree = await AskAsync("Page.getFrameTree", new(), cancellationToken);
            await AskAsync("Page.setDocumentContent", new()
            {
                ["frameId"] = tree.GetProperty("frameTree").GetProperty("frame").GetProperty("id").GetString(),
                ["html"] = page.Document,
            }, cancellationToken);
            await EvaluateAsync(PageClock.ReadyExpression, cancellationToken);
            return this;
        }
        catch
        {
            await DisposeAsync();
            throw;
        }
    }

    private async Task<JsonElement?> EvaluateAsync(string expression, CancellationToken cancellationToken)
    {
        var answer = await AskAsync("Runtime.evaluate", new()
        {
            ["expression"] = expression,
            ["awaitPromise"] = true,
            ["returnByValue"] = true,
        }, cancellationToken);
        return answer.GetProperty("result").TryGetProperty("value", out var value) ? value : null;
    }

    private Task<JsonElement> AskAsync(string method, JsonObject parameters, CancellationToken cancellationToken) =>
        _channel.AskAsync(method, parameters, _session, cancellationToken);
}
