using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Framemill.Benchmarks.Versus;

/// <summary>The product as its users run it: a server process, asked by HTTP.</summary>
internal sealed class FramemillServer : IAsyncDisposable
{
    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(20);
    private readonly Process _process;
    private readonly HttpClient _http;
    private readonly string _folder;

    private FramemillServer(Process process, HttpClient http, string folder) =>
        (_process, _http, _folder) = (process, http, folder);

    /// <param name="program">The server's assembly.</param>
    public static async Task<FramemillServer> StartAsync(string program, string folder)
    {
        var url = $"http://127.0.0.1:{FreePort()}";
        var process = Process.Start(new ProcessStartInfo("dotnet",
            [program, "serve", "--urls", url, "--data", Path.Combine(folder, "data"),
                "--allow-asset-host", "127.0.0.1"])
        {
            RedirectStandardOutput = true,
        })!;
        _ = process.StandardOutput.ReadToEndAsync(); // Drained, not read.
        var http = new HttpClient { BaseAddress = new Uri(url) };
        http.DefaultRequestHeaders.Add("x-api-key", "versus");
        var server = new FramemillServer(process, http, folder);
        for (var clock = Stopwatch.StartNew(); clock.Elapsed < TimeSpan.FromSeconds(60); await Task.Delay(Poll))
        {
            if (await server.TextAsync("/healthz") is not null) return server;
        }

        await server.DisposeAsync();
        throw new InvalidOperationException("The server did not start within a minute.");
    }

    /// <summary>From the post until something can be watched, in seconds; the rest is cancelled.</summary>
    public async Task<double> FirstSegmentAsync(string edit)
    {
        var clock = Stopwatch.StartNew();
        var id = await PostAsync(edit);
        while (!await IsPlayableAsync(id))
        {
            await ThrowIfFailedAsync(id);
            await Task.Delay(Poll);
        }

        var seconds = clock.Elapsed.TotalSeconds;
        using var cancelled = await _http.DeleteAsync($"/v1/renders/{id}");
        while ((await StateAsync(id)).State is not ("cancelled" or "done" or "failed")) await Task.Delay(Poll);
        await Task.Delay(Settle); // What was under way ends.
        return seconds;
    }

    /// <summary>From the post to the finished film, which is written to a file.</summary>
    public async Task<Result> RenderAsync(string name, string edit, string film)
    {
        var before = Usage.ProcessorSeconds(_process.Id);
        var clock = Stopwatch.StartNew();
        await using var memory = new MemoryWatch(_process.Id);
        var id = await PostAsync(edit);
        double? first = null;
        while (true)
        {
            if (first is null && await IsPlayableAsync(id)) first = clock.Elapsed.TotalSeconds;
            if (await ThrowIfFailedAsync(id) == "done") break;
            await Task.Delay(first is null ? Poll : Poll * 5); // Asking is work for the server too.
        }

        var wall = clock.Elapsed.TotalSeconds;
        var used = Usage.ProcessorSeconds(_process.Id) - before;
        await File.WriteAllBytesAsync(film, await _http.GetByteArrayAsync($"/v1/renders/{id}/files/film.mp4"));
        return new(name, wall, used, memory.PeakMiB, await Tool.CountFramesAsync(film), first);
    }

    private async Task<string> PostAsync(string edit)
    {
        using var posted = await _http.PostAsync(
            "/edit/v1/render", new StringContent(edit, Encoding.UTF8, "application/json"));
        var answer = await posted.Content.ReadFromJsonAsync<JsonElement>();
        if (posted.StatusCode != HttpStatusCode.Created) throw new InvalidOperationException(answer.ToString());
        return answer.GetProperty("response").GetProperty("id").GetString()!;
    }

    private async Task<(string State, JsonElement Render)> StateAsync(string id)
    {
        var render = await _http.GetFromJsonAsync<JsonElement>($"/v1/renders/{id}");
        return (render.GetProperty("state").GetString()!, render);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
        _http.Dispose();
        if (Directory.Exists(Path.Combine(_folder, "data")))
            Directory.Delete(Path.Combine(_folder, "data"), recursive: true);
    }

    /// <summary>The render's state.</summary>
    private async Task<string> ThrowIfFailedAsync(string id)
    {
        var (state, render) = await StateAsync(id);
        return state is "failed" or "cancelled" ? throw new InvalidOperationException(render.ToString()) : state;
    }

    /// <summary>True once every stream of the film has its first segment.</summary>
    private async Task<bool> IsPlayableAsync(string id)
    {
        var folder = $"/v1/renders/{id}/hls/";
        if (await TextAsync(folder + "master.m3u8") is not { } master) return false;
        var streams = master.Split('\n').Where(line => line.Length > 0 && line[0] != '#')
            .Concat(master.Split("URI=\"").Skip(1).Select(part => part[..part.IndexOf('"', StringComparison.Ordinal)]));
        foreach (var stream in streams)
        {
            var playlist = await TextAsync(folder + stream.Trim());
            if (playlist?.Split('\n').Any(line => line.Length > 0 && line[0] != '#') != true) return false;
        }

        return true;
    }

    private async Task<string?> TextAsync(string path)
    {
        try
        {
            using var answer = await _http.GetAsync(path);
            return answer.IsSuccessStatusCode ? await answer.Content.ReadAsStringAsync() : null;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    private static int FreePort()
    {
        using var probe = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
