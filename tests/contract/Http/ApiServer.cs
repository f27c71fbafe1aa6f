using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Framemill.Testing;
using Framemill.Tests.Contract.Generation;
using Framemill.Tests.EndToEnd;

namespace Framemill.Tests.Contract.Http;

/// <summary>A server with two keys and small limits, media beside it, shared by the tests of its API.</summary>
public sealed class ApiServer : IAsyncLifetime
{
    public const int IngestRequestsMax = 4;
    public const int UploadBytesMax = 200_000;

    private static readonly TimeSpan EndLimit = TimeSpan.FromMinutes(2);

    private static readonly Dictionary<string, string> Settings = new()
    {
        ["Api__Keys__alice-key"] = "alice",
        ["Api__Keys__bob-key"] = "bob",
        ["Api__IngestSandboxRequestsMax"] = $"{IngestRequestsMax}",
        ["Api__RequestWindow"] = "1.00:00:00",
        ["Api__EditRequestsMax"] = "0",
        ["Api__ServeRequestsMax"] = "0",
        ["Api__IngestRequestsMax"] = "0",
        ["Api__UploadBytesMax"] = $"{UploadBytesMax}",
        ["Renders__RetryAfter"] = "00:00:00.050",
        ["Tenants__AssetCallbackRetryAfter"] = "00:00:00.050",
    };

    private LoopbackServer _media = null!;
    private ServerProcess _process = null!;

    public TempFolder Folder { get; } = new();

    public string Media => _media.Url;

    public string Address => _process.Http.BaseAddress!.ToString().TrimEnd('/');

    public int ProcessId => _process.ProcessId;

    public string Output => _process.Output;

    public HttpClient Alice { get; private set; } = null!;

    public HttpClient Bob { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await FilmMedia.MakeAsync(Folder);
        await File.WriteAllTextAsync(Folder["page.mp4"], "<!doctype html><p>no film</p>");
        var clip = await File.ReadAllBytesAsync(Folder["clip.mp4"]);
        await File.WriteAllBytesAsync(Folder["cut.mp4"], clip[..(clip.Length / 2)]);
        _media = LoopbackServer.OfFolder(Folder.Path);
        await StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        await _media.DisposeAsync();
        Folder.Dispose();
    }

    /// <summary>As after a power cut.</summary>
    public async Task KillAndStartAgainAsync()
    {
        await _process.KillAsync();
        await _process.DisposeAsync();
        await StartAsync();
    }

    public static async Task<JsonElement> SendAsync(
        HttpClient client, HttpMethod method, string path, object? body, HttpStatusCode expected)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is string json) request.Content = new StringContent(json, null, "application/json");
        else if (body is not null) request.Content = JsonContent.Create(body);
        using var answer = await client.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == expected, $"{method} {path}: {answer.StatusCode} {text}");
        return text.Length == 0 ? default : JsonElement.Parse(text);
    }

    public static Task<JsonElement> GetAsync(
        HttpClient client, string path, HttpStatusCode expected = HttpStatusCode.OK) =>
        SendAsync(client, HttpMethod.Get, path, null, expected);

    public static Task<JsonElement> PostAsync(HttpClient client, string path, object? body, HttpStatusCode expected) =>
        SendAsync(client, HttpMethod.Post, path, body, expected);

    /// <summary>Asks until the answer is an end.</summary>
    public static async Task<JsonElement> UntilAsync(HttpClient client, string path, Func<JsonElement, bool> isEnd)
    {
        using var limit = new CancellationTokenSource(EndLimit);
        while (true)
        {
            var seen = JsonElement.Parse(await client.GetStringAsync(path, limit.Token));
            if (isEnd(seen)) return seen;
            await Task.Delay(50, limit.Token);
        }
    }

    private async Task StartAsync()
    {
        _process = await ServerProcess.StartAsync(Folder["data"], Settings);
        Alice = Client("alice-key");
        Bob = Client("bob-key");
    }

    private HttpClient Client(string key)
    {
        var client = new HttpClient { BaseAddress = new Uri(Address) };
        client.DefaultRequestHeaders.Add("x-api-key", key);
        return client;
    }
}
