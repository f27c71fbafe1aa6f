using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using Framemill.Testing;

namespace Framemill.Tests.EndToEnd;

/// <summary>The shipped server as a process of its own, on loopback, with a data directory of its own.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _output;

    private ServerProcess(Process process, ConcurrentQueue<string> output, Uri address)
    {
        _process = process;
        _output = output;
        Http = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromMinutes(10) };
        Http.DefaultRequestHeaders.Add("x-api-key", "any");
    }

    public HttpClient Http { get; }

    public int ProcessId => _process.Id;

    public string Output => string.Join('\n', _output);

    /// <summary>Largest resident memory so far, in bytes, as the kernel counts it.</summary>
    public long PeakMemoryBytes => File.ReadLines($"/proc/{_process.Id}/status")
        .Where(line => line.StartsWith("VmHWM:", StringComparison.Ordinal))
        .Select(line => long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]) * 1024)
        .Single();

    /// <param name="settings">Settings as the environment names them, such as <c>Api__EditRequestsMax</c>.</param>
    public static async Task<ServerProcess> StartAsync(
        string dataDirectory, IReadOnlyDictionary<string, string>? settings = null)
    {
        var address = new Uri($"http://127.0.0.1:{FreePort.Next()}");
        var start = new ProcessStartInfo("dotnet",
            [Product.Silo, "serve", "--urls", address.ToString().TrimEnd('/'), "--data", dataDirectory,
                "--allow-asset-host", "127.0.0.1"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in settings ?? new Dictionary<string, string>()) start.Environment[name] = value;
        var process = Process.Start(start)!;
        var output = new ConcurrentQueue<string>();
        void Keep(object sender, DataReceivedEventArgs line) => output.Enqueue(line.Data ?? "");
        process.OutputDataReceived += Keep;
        process.ErrorDataReceived += Keep;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var server = new ServerProcess(process, output, address);
        await server.WaitUntilHealthyAsync();
        return server;
    }

    /// <summary>A command of the same program, asked of this server: its exit code and all that it said.</summary>
    public async Task<(int Code, string Said)> CommandAsync(params string[] command)
    {
        using var process = Process.Start(new ProcessStartInfo(
            "dotnet", [Product.Silo, .. command, "--server", Http.BaseAddress!.ToString()])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var said = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, string.Concat(said));
    }

    /// <summary>As a power cut would: no handler runs, nothing is flushed.</summary>
    public async Task KillAsync()
    {
        // SIGKILL, to the server alone: its children must notice by themselves.
        _process.Kill(entireProcessTree: false);
        await _process.WaitForExitAsync();
    }

    /// <summary>SIGTERM, as a service manager stops it; answers with the exit code.</summary>
    public async Task<int> StopAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString()]);
        await kill.WaitForExitAsync();
        await _process.WaitForExitAsync();
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        Http.Dispose();
        _process.Dispose();
    }

    private async Task WaitUntilHealthyAsync()
    {
        using var limit = new CancellationTokenSource(StartLimit);
        while (true)
        {
            if (_process.HasExited) throw new InvalidOperationException($"the server ended at its start:\n{Output}");
            try
            {
                using var answer = await Http.GetAsync("/healthz", limit.Token);
                if (answer.StatusCode == HttpStatusCode.OK) return;
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }
            catch (OperationCanceledException)
            {
                throw new TimeoutException($"the server is not healthy after {StartLimit}:\n{Output}");
            }

            await Task.Delay(50, CancellationToken.None);
        }
    }
}
