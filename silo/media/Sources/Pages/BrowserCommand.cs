using Framemill.Media.Processes;

namespace Framemill.Media.Sources.Pages;

/// <summary>
/// The command line of a browser that sees nothing but the page it is handed. Pure but for finding it.
/// </summary>
public static class BrowserCommand
{
    private const string Nobody = "65534";
    private const long DataBytesMax = 3L << 30;
    private static readonly string[] Tools =
        ["chromium", "chromium-headless-shell", "chromium-browser", "google-chrome"];

    /// <summary>The browser of this machine; null where there is none.</summary>
    public static string? Find() => Tools.Select(ToolPath.Find).FirstOrDefault(path => path is not null);

    /// <param name="folder">Its own, for all that it writes.</param>
    /// <param name="isRoot">Then it runs as nobody: a browser has no business with more.</param>
    /// <param name="isSandboxed">Whether the kernel lets it build its own walls as well.</param>
    internal static ProcessRequest Build(string browser, string folder, bool isRoot, bool isSandboxed)
    {
        // Its debugging pipe is numbers 3 and 4; ours are 0 and 1.
        const string Renumbered = "exec \"$0\" \"$@\" 3<&0 4>&1 1>&2 0</dev/null";
        List<string> command =
        [
            "prlimit", $"--data={DataBytesMax}:{DataBytesMax}", "sh", "-c", Renumbered, browser,
            .. Switches(folder), .. isSandboxed ? [] : (string[])["--no-sandbox"],
        ];
        if (isRoot)
        {
            command.InsertRange(
                0, ["setpriv", $"--reuid={Nobody}", $"--regid={Nobody}", "--clear-groups", "--pdeathsig", "KILL"]);
        }

        return new()
        {
            Tool = command[0],
            Arguments = command[1..],
            WorkingDirectory = folder,
            FeedsInput = true,
            ReadsOutput = true,
            Environment = new Dictionary<string, string> { ["HOME"] = folder, ["TMPDIR"] = folder },
        };
    }

    private static IEnumerable<string> Switches(string folder) =>
    [
        "--headless", "--remote-debugging-pipe", $"--user-data-dir={folder}", "--no-first-run",
        "--no-default-browser-check", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars", "--mute-audio",
        "--disable-extensions", "--disable-background-networking", "--disable-component-update", "--disable-sync",
        "--disable-breakpad", "--disable-crash-reporter", "--force-color-profile=srgb", "--font-render-hinting=none",
        "--js-flags=--max-old-space-size=512",
        // Every name leads nowhere, every way out is a closed door.
        "--host-resolver-rules=MAP * ~NOTFOUND", "--proxy-server=http://127.0.0.1:9",
        "--proxy-bypass-list=<-loopback>", "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
        "--disable-features=WebRtcHideLocalIpsWithMdns,Translate,OptimizationHints,MediaRouter,DialMediaRouteProvider",
    ];
}
