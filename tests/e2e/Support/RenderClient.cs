using System.Net;
using System.Net.ServerSentEvents;
using System.Text;
using System.Text.Json;

namespace Framemill.Tests.EndToEnd;

/// <summary>What a consumer of the HTTP API does, in the fewest lines.</summary>
internal static class RenderClient
{
    private static readonly TimeSpan EndLimit = TimeSpan.FromMinutes(5);

    /// <summary>Posts through the vendor's route and expects to be accepted.</summary>
    public static async Task<string> SubmitAsync(this ServerProcess server, string edit)
    {
        using var answer = await server.PostAsync("/edit/v1/render", edit);
        var body = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.Created, $"{answer.StatusCode}: {body}\n{server.Output}");
        return JsonElement.Parse(body).GetProperty("response").GetProperty("id").GetString()!;
    }

    public static Task<HttpResponseMessage> PostAsync(this ServerProcess server, string path, string json) =>
        server.Http.PostAsync(path, new StringContent(json, Encoding.UTF8, "application/json"));

    public static async Task<JsonElement> GetRenderAsync(this ServerProcess server, string id) =>
        JsonElement.Parse(await server.Http.GetStringAsync($"/v1/renders/{id}"));

    /// <summary>Follows the pushed events until the render ends; answers with all of them.</summary>
    public static async Task<IReadOnlyList<JsonElement>> WatchAsync(
        this ServerProcess server, string id, Action<JsonElement>? seen = null)
    {
        using var limit = new CancellationTokenSource(EndLimit);
        var events = new List<JsonElement>();
        await using var stream = await server.Http.GetStreamAsync($"/v1/renders/{id}/events", limit.Token);
        await foreach (var item in SseParser.Create(stream).EnumerateAsync(limit.Token))
        {
            var view = JsonElement.Parse(item.Data);
            events.Add(view);
            seen?.Invoke(view);
            if (item.EventType == "end") break;
        }

        Assert.NotEmpty(events);
        return events;
    }

    /// <summary>Waits for a whole film and fetches it.</summary>
    public static async Task<FilmFile> WaitForFilmAsync(this ServerProcess server, string id, string folder)
    {
        var end = (await server.WatchAsync(id))[^1];
        Assert.True(end.GetProperty("state").GetString() == "done", $"{end}\n{server.Output}");
        var (name, url) = end.GetProperty("files").EnumerateObject()
            .Select(file => (file.Name, file.Value.GetString()!)).First(
                file => file.Name.StartsWith("film.", StringComparison.Ordinal));
        var path = Path.Combine(folder, $"{id}-{name}");
        await using var content = await server.Http.GetStreamAsync(url);
        await using var file = File.Create(path);
        await content.CopyToAsync(file);
        return new FilmFile(path);
    }
}
